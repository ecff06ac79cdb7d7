/*
 * Words that stay in a redacted report. A name that equals one of them is replaced only where it can be nothing but
 * a name (`\\SMS\`, `SITE=SP2`), because replacing the word everywhere would make the report unreadable.
 */

const words = `
  sms site server servers service services system systems sql master database windows winnt system32 microsoft software
  logs log inboxes inbox bin i386 alpha data smsdata smslogon backup smsbkup smspkg localhost local null none unknown
  executive component manager monitor despooler despool despoolr scheduler schedule sched sender replication replmgr
  distribution distmgr discovery inventory summarizer status collection evaluator offer client clients logon control
  hierarchy license metering network receive tosend requests outboxes incoming outbound ready history process orphans
  retry queue waiting available despooling thread threads file files folder folders line lines time times source report
  confirmed likely possible ruled-out undetermined true false running stopped started primary secondary other store
  rejects admin administrator administrators administrateur everyone guest guests users user account password domain
  smsservice smsserver smsbootstrap interactive anonymous hklm hkey_local_machine currentcontrolset registry setup
  program programs winmgmt wbem temp tmp var home documents settings all public default test sample the and for not
  with from this that are was were has have had been but its may can one two three all any each
  required distinguishing supporting contradicting known disputed answered silent idle choice version unknown
`;

const shortWords = `
  sms sp1 sp2 sp3 sp4 sp5 rtm hrp cap sql lan ras sna nal nds pid tid sys sev lev gmt utc iso pdc bdc ddr mif ini exe
  dll box src col net log inf cfg svf sum sic sid job req srs srq pck rpl rpt ctl lo_ dat txt bat cmd reg zip csv nt
  odbc wmi mmc ccr ddm aem and for not the its are was has had may can one two any all but now new old out get set run
  end day mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec est edt cst cdt mst mdt pst pdt
`;

const known = new Set(`${words} ${shortWords}`.split(/\s+/).filter((word) => word !== ''));

/** True for a word that also has a meaning of its own in a report, in any case. */
export function isOrdinaryWord(name: string): boolean {
  return known.has(name.toLowerCase());
}

/**
 * Names of SMS and Windows that hold parts which could be mistaken for a name. They are passed over before anything
 * is replaced.
 */
export const wellKnownNames: readonly RegExp[] = [
  /\bSMS_(?:SITE|EXECUTIVE|DESPOOLER|SCHEDULER|SQL_MONITOR|BACKUP|BOOTSTRAP|LICENSE_SERVER|NETWORK_DISCOVERY)(?![A-Za-z0-9])/gi,
  /\bSMS_[A-Z]+(?:_[A-Z]+)*_(?:MANAGER|MGR|SENDER|SUMMARIZER|PROCESSOR|LOADER|EVALUATOR|ASSISTANT|MONITOR|AGENT|BACKUP|SERVICE)(?![A-Za-z0-9])/gi,
  /\b(?:ADMIN|IPC|PRINT|REPL|[A-Z])\$(?![A-Za-z0-9])/gi,
  /\bHKEY_[A-Z_]+/gi,
  /%[A-Z_]+%/gi,
];
