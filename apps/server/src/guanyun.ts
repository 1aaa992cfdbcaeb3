#!/usr/bin/env node
/**
 * The `guanyun` command. Each command is a module of ./commands that is loaded only when it is asked for, so that
 * `guanyun rule` starts without the server. A command's `run` takes the words after its name and gives the exit code:
 * 0 done, 1 failed, 2 bad input.
 */
type Command = {
  readonly usage: string;
  readonly about: string;
  readonly load: () => Promise<{ run: (words: readonly string[]) => Promise<number> }>;
};

const commands: Readonly<Record<string, Command>> = {
  rule: {
    usage: 'rule [NAME [--schema | --lines]]',
    about: '单独调用一条规则 / ask one rule on its own',
    load: () => import('./commands/rule.ts'),
  },
  docs: {
    usage: 'docs [--check]',
    about: '生成或核对 docs/refusals.md / write or check docs/refusals.md',
    load: () => import('./commands/docs.ts'),
  },
  openapi: {
    usage: 'openapi',
    about: '供其他系统调用的接口（OpenAPI 3.1）/ the interface for other systems',
    load: () => import('./commands/openapi.ts'),
  },
  sbom: {
    usage: 'sbom',
    about: '列出运行所用的软件包（CycloneDX 1.6）/ the bill of materials of what runs',
    load: () => import('./commands/sbom.ts'),
  },
  migrate: {
    usage: 'migrate',
    about: '把数据库结构更新到当前版本 / bring the database up to date',
    load: () => import('./commands/migrate.ts'),
  },
  backup: {
    usage: 'backup [FOLDER] [--keep N | --check | --documents]',
    about: '备份数据库、日志和文件并核对 / back up, and check it',
    load: () => import('./commands/backup.ts'),
  },
  restore: {
    usage: 'restore FOLDER --into HOME --checkpoint FILE [--to TIME]',
    about: '恢复到任一时刻，并与外部检查点比对 / restore to a moment, proven from outside',
    load: () => import('./commands/restore.ts'),
  },
  reset: {
    usage: 'reset --yes',
    about: '删除全部数据 / remove all data',
    load: () => import('./commands/reset.ts'),
  },
};

function usage(): string {
  const width = Math.max(...Object.values(commands).map((command) => command.usage.length));
  const lines = Object.values(commands).map((c) => `  guanyun ${c.usage.padEnd(width)}  ${c.about}`);
  return `管运 Guanyun\n\n${lines.join('\n')}\n`;
}

async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(usage());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`没有命令 ${name} / no such command\n\n${usage()}`);
    return 2;
  }
  const { run } = await command.load();
  return run(rest);
}

// A reader such as `head` that has seen enough closes the pipe: that is its right and no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

// Some package runners hand on the `--` that was meant for them.
const words = process.argv.slice(2);
process.exitCode = await main(words[0] === '--' ? words.slice(1) : words);
