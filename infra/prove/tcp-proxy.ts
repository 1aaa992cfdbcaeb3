import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Up is from the application to the database. */
export type Direction = 'up' | 'down';

/** One connection through the proxy, and what may be done to it. */
export type Link = {
  readonly id: number;
  /** How many bytes came from this side. */
  readonly bytes: Record<Direction, number>;
  /** Both ends are told that the other closed. */
  cut(): void;
  /** Both ends get a reset (RST). */
  reset(): void;
  /** Nothing passes any more, and nobody is told: both believe in a connection. */
  stall(): void;
  /** One side is gone, the other is not told. */
  halfOpen(gone: 'application' | 'database'): void;
  /** What comes from now on passes this much later, in milliseconds. */
  delay(ms: number): void;
};

/** Asked of every piece: what is passed on of it. The link may be done something to before. */
export type Watch = (link: Link, direction: Direction, piece: Buffer) => Buffer;
const passing: Watch = (_link, _direction, piece) => piece;

export type TcpProxy = {
  readonly port: number;
  readonly links: ReadonlySet<Link>;
  watch(by: Watch): void;
  close(): Promise<void>;
};

class Through implements Link {
  readonly id: number;
  readonly bytes = { up: 0, down: 0 };
  readonly #application: Socket;
  readonly #database: Socket;
  #stalled = false;
  #late = 0;
  #queue: Record<Direction, Promise<void>> = { up: Promise.resolve(), down: Promise.resolve() };

  constructor(id: number, sockets: [Socket, Socket], watch: () => Watch, ended: (link: Link) => void) {
    this.id = id;
    [this.#application, this.#database] = sockets;
    for (const socket of sockets) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
    }
    const join = (direction: Direction, from: Socket, to: Socket) => {
      from.on('data', (piece: Buffer) => {
        this.bytes[direction] += piece.length;
        if (!this.#stalled) this.#pass(direction, to, watch()(this, direction, piece));
      });
      from.on('close', () => {
        ended(this);
        // Of a stalled link neither end hears that the other went.
        if (!this.#stalled) this.#queue[direction].then(() => to.destroy());
      });
    };
    join('up', this.#application, this.#database);
    join('down', this.#database, this.#application);
  }

  #pass(direction: Direction, to: Socket, piece: Buffer): void {
    if (piece.length === 0) return;
    const late = this.#late;
    this.#queue[direction] = this.#queue[direction].then(async () => {
      if (late > 0) await wait(late);
      if (!this.#stalled && to.writable) to.write(piece);
    });
  }
  cut(): void {
    for (const socket of [this.#application, this.#database]) socket.destroy();
  }
  reset(): void {
    for (const socket of [this.#application, this.#database]) socket.resetAndDestroy();
  }
  stall(): void {
    this.#stalled = true;
  }
  halfOpen(gone: 'application' | 'database'): void {
    this.#stalled = true;
    // Whoever stays is told nothing: the proxy keeps its socket and reads on without an answer.
    (gone === 'application' ? this.#application : this.#database).destroy();
  }
  delay(ms: number): void {
    this.#late = ms;
  }
  destroy(): void {
    for (const socket of [this.#application, this.#database]) socket.destroy();
  }
}

/** A proxy on the loopback to a port of the loopback. */
export async function startProxy(target: () => number): Promise<TcpProxy> {
  const links = new Set<Through>();
  const all = new Set<Through>();
  let [watch, made] = [passing, 0];
  const server: Server = createServer((application) => {
    const database = dial({ host: '127.0.0.1', port: target() });
    made += 1;
    const link: Through = new Through(
      made,
      [application, database],
      () => watch,
      (gone) => links.delete(gone as Through),
    );
    links.add(link);
    all.add(link);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    links,
    watch(by) {
      watch = by;
    },
    async close() {
      for (const link of all) link.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
