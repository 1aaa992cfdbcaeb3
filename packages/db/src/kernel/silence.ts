import type { EventEmitter } from 'node:events';
import type { Sequelize } from 'sequelize';

/** What is needed of a connection of `pg`. */
type Wire = EventEmitter & {
  readonly processID: number | null;
  readonly connection: EventEmitter & { readonly stream: { destroy(because?: Error): void } };
  readonly connectionParameters: { query_timeout: number | undefined };
  query(...asked: unknown[]): unknown;
};

/** A question without a sign of life for so long makes us ask the database about it on another connection. */
const SILENCE_MS = 4000;
const LOOK_MS = 500;
const GOODBYE_MS = 2000;

/** Whether the server process is at work; it rejects when nobody answers either. */
export type AtWork = (processId: number) => Promise<boolean>;

class Watched {
  readonly #wire: Wire;
  readonly #atWork: AtWork;
  #waiting = false;
  #heard = performance.now();
  #asking = false;

  constructor(wire: Wire, atWork: AtWork) {
    this.#wire = wire;
    this.#atWork = atWork;
    const ask = wire.query.bind(wire);
    wire.query = (...asked) => {
      if (!this.#waiting) this.#heard = performance.now();
      this.#waiting = true;
      return ask(...asked);
    };
    wire.on('drain', () => {
      this.#waiting = false;
    });
    wire.connection.on('message', () => {
      this.#heard = performance.now();
    });
  }

  /** Nothing was heard since then, whether or not something was asked. */
  silentSince(moment: number): boolean {
    return this.#heard < moment;
  }

  close(): void {
    this.#wire.connection.stream.destroy(new Error('the database fell silent'));
  }

  /** True once its question was found to be with nobody. */
  async isDead(): Promise<boolean> {
    const heard = this.#heard;
    if (!this.#waiting || this.#asking || performance.now() - heard < SILENCE_MS) return false;
    this.#asking = true;
    const atWork = await this.#atWork(this.#wire.processID ?? 0).catch(() => false);
    this.#asking = false;
    if (!this.#waiting || this.#heard !== heard) return false;
    if (atWork) this.#heard = performance.now();
    return !atWork;
  }
}

/**
 * Closes connections of a pool whose other end is gone without a word: a cut cable, a firewall that forgot. A statement that
 * takes long is none of these, since the database says that it works on it. What waited on a closed connection fails at
 * once, and what lay idle beside it since before goes too.
 */
export function closeSilent(sequelize: Sequelize, atWork: AtWork): void {
  const all = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;
  const look = (one: Watched): Promise<void> =>
    one.isDead().then((dead) => {
      if (!dead) return;
      const since = performance.now() - SILENCE_MS;
      for (const other of all) if (other.silentSince(since)) other.close();
    });
  const start = (): void => {
    timer = setInterval(() => {
      for (const one of all) void look(one);
    }, LOOK_MS);
    timer.unref();
  };
  sequelize.addHook('beforeDisconnect', (connection: unknown) => {
    // A goodbye that nobody answers must not keep the pool from closing.
    const { stream } = (connection as Wire).connection;
    setTimeout(() => stream.destroy(), GOODBYE_MS).unref();
  });
  sequelize.addHook('afterConnect', (connection: unknown) => {
    const wire = connection as Wire;
    // It bounds what is asked while connecting; from now on silence is watched, not duration.
    wire.connectionParameters.query_timeout = undefined;
    const watched = new Watched(wire, atWork);
    all.add(watched);
    if (all.size === 1) start();
    wire.connection.once('end', () => {
      all.delete(watched);
      if (all.size === 0) clearInterval(timer);
    });
  });
}
