import { useEffect, useRef } from 'react';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { siteVerdict } from '../view-model/verdict.ts';

/** Announces the verdict when an answer changed it. A reading announces its own. */
export function VerdictAnnouncer(): null {
  const diagnosis = useDiagnosis((state) => state.diagnosis);
  const answers = useDiagnosis((state) => state.answers);
  const announce = useUi((state) => state.announce);
  const before = useRef('');
  useEffect(() => {
    const now = diagnosis === null ? '' : `${siteVerdict(diagnosis.verdict).word}. ${diagnosis.headline}`;
    if (before.current !== '' && now !== before.current && answers.length > 0)
      announce(`New verdict: ${now}`);
    before.current = now;
  }, [diagnosis, answers, announce]);
  return null;
}
