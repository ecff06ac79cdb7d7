/**
 * Edits a control file and takes the edit back, and ends itself with SIGKILL before an operation on the disk.
 * Arguments: SMS directory, folder of the case, number of the operation (0: none). Prints how many there were.
 */
import { createCase } from '../../../electron/case-store/open-case.ts';
import { type FileOperations, type FileWriter, diskFiles } from '../../../electron/files/file-operations.ts';
import { deskRemedyClock } from '../../../electron/remedy/clock.ts';
import { createRunner } from '../../../electron/remedy/runner.ts';
import { plan, step } from '../case-fold/plan-for-tests.ts';

const [root = '', folder = '', at = '0'] = process.argv.slice(2);

let operations = 0;
function counted<T extends unknown[], R>(operation: (...args: T) => R): (...args: T) => R {
  return (...args) => {
    operations += 1;
    if (operations === Number(at)) process.kill(process.pid, 'SIGKILL');
    return operation(...args);
  };
}

const writer = ({ write, flush, close }: FileWriter): FileWriter => ({
  write: counted(write),
  flush: counted(flush),
  close: counted(close),
});

const files: FileOperations = {
  read: counted(diskFiles.read),
  state: counted(diskFiles.state),
  list: counted(diskFiles.list),
  makeFolder: counted(diskFiles.makeFolder),
  create: counted(async (...args) => writer(await diskFiles.create(...args))),
  append: counted(async (...args) => writer(await diskFiles.append(...args))),
  truncate: counted(diskFiles.truncate),
  rename: counted(diskFiles.rename),
  remove: counted(diskFiles.remove),
  flushFolder: counted(diskFiles.flushFolder),
};

async function work(): Promise<void> {
  const who = { by: () => 'Ann', now: () => new Date(), computer: 'DESK' };
  const openCase = await createCase(files, folder, { name: 'NYSMS01', ticket: '', technician: 'Ann' }, who);
  let names = 0;
  const runner = createRunner({
    case: openCase,
    files,
    clock: deskRemedyClock,
    newId: () => `name-${++names}`,
    onChange: () => undefined,
    onTrouble: ({ message }) => process.stderr.write(message),
    targetOf: () => ({
      label: 'the test',
      host: { is: null, why: 'There is no Windows here.' },
      folder: { is: root, why: null },
      disk: () => null,
      controlFile: null,
      evidence: { release: null, crashes: null },
    }),
  });
  const edit = plan([step('edit', { kind: 'edit', action: { do: 'edit-control-file' } })]);
  const { id: run } = await runner.begin(edit, 'live', { server: null, folder: root });
  for (const undo of [false, true]) {
    const { id: shown } = await runner.show(run, 'edit', undo);
    await (
      await runner.act({ run, step: 'edit', undo, shown, agreed: 'once' })
    ).ended;
  }
  await openCase.close();
  process.stdout.write(String(operations));
}

void work();
