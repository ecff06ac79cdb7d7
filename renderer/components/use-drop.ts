import { useEffect, useEffectEvent, useState } from 'react';
import type { UserError } from '../../electron/contract/ipc.ts';
import { droppedPaths } from '../ipc/doctor.ts';

const noPath: UserError = {
  code: 'dropped-without-path',
  message: 'What you dropped has no path on this computer, so it cannot be read.',
  nextStep: 'Save it to a folder first, or choose it with one of the buttons.',
};

/** True when one folder was dropped and it holds a case. Must be asked while the drop is being handled. */
async function isCaseFolder(items: DataTransferItemList): Promise<boolean> {
  const entry = items.length === 1 ? (items[0]?.webkitGetAsEntry() ?? null) : null;
  if (entry?.isDirectory !== true) return false;
  return new Promise((resolve) => {
    (entry as FileSystemDirectoryEntry).getFile(
      'case.json',
      {},
      () => resolve(true),
      () => resolve(false),
    );
  });
}

/**
 * Takes files and folders dropped anywhere on the window while the page is shown.
 * Gives whether something is being held over it.
 */
export function useDrop(
  onDrop: (paths: readonly string[], isCase: boolean) => void,
  onError: (error: UserError) => void,
): boolean {
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent((paths: readonly string[], isCase: boolean) => {
    if (paths.length > 0) onDrop(paths, isCase);
    else onError(noPath);
  });
  useEffect(() => {
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const hold = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // Leaving one element for another within the window is not leaving.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer === null) return;
      const paths = droppedPaths(event.dataTransfer.files);
      void isCaseFolder(event.dataTransfer.items).then((isCase) => dropped(paths, isCase));
    };
    window.addEventListener('dragenter', hold);
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', hold);
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
