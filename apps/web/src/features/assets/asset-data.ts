import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['assets'];
/** One asset in a list. */
export type AssetLine = Outputs['list']['items'][number];
/** One asset with its dated facts. */
export type Asset = Outputs['get'];
/** A class of the national standard in a list. */
export type ClassCode = Outputs['classCodes']['items'][number];
/** A version of the classes that was loaded together. */
export type ClassVersion = Outputs['classVersions'][number];
/** Stages of the assets of every cluster on a date. */
export type Statement = Outputs['statement'];
/** By cluster, company and class on a day. */
export type StatementTable = Outputs['statementTable'];
export type StatementLine = StatementTable['rows'][number];
/** The lights of a reconciliation. */
export type Reconciliation = Outputs['reconciliation'];
/** What is not yet transferred, by age. */
export type Ageing = Outputs['ageing'];
/** A watch of a transfer. */
export type LockUp = Outputs['lockUps']['items'][number];
/** One cluster of the statement. */
export type ClusterLine = Statement['clusters'][number];
/** One order in a list. */
export type OrderLine = Outputs['orders'][number];
/** One transfer order with its lines, counts and signatures. */
export type Order = Outputs['order'];
/** One round of an order with one receiver. */
export type Sheet = Order['sheets'][number];
/** One line of a transfer order. */
export type OrderAsset = Outputs['orderLines']['items'][number];

const stateKeys = {
  held: 'assets.stateHeld',
  in_transfer: 'assets.stateInTransfer',
  transferred: 'assets.stateTransferred',
} as const;
/** The key of an asset state's name. */
export const assetStateKey = (state: keyof typeof stateKeys) => stateKeys[state];
/** The state an address names, if it names one. */
export const assetState = (text: string | undefined): AssetLine['state'] | undefined =>
  assetStates.find((state) => state === text);
/** The states an asset list can be filtered by. */
export const assetStates = ['held', 'in_transfer', 'transferred'] as const;
