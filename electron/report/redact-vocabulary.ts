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

/** Words that stand behind `server`, `user`, `name` and the like in messages of logs and are no names. */
const messageWords = `
  about above abnormally accept accepted accepts access account accounts across action active activity actual
  add added additional address addresses adds admins after again agent agents allowed alert alerts allocated already also
  always another apparently application applications archive array assigned assignment assistant at attempt attempted attempting
  attempts attribute attributes authenticated authentication available backup bad base based be because become becomes
  been before begin begins being belong belongs below between bootstrap boundaries boundary box browser busy but by cache
  called can cannot capabilities cap change changed changes check checking checks class cleanup click clock close closed code
  command communication complete completed completely component components computer computers config configuration
  configured connect connected connecting connection connections contact contacted contacting contain containing contains
  context controller controllers copied copy could count create created creates creating creation credential credentials
  critical current currently database date default defined delete deleted deleting denied denies description details
  detected determined device did directory disabled disconnected disk display do does empty doing done down drive driver during
  either enabled end ended ends enough entries entry enumerated enumeration environment error errors event events exist existed
  existing exists exit exited expired expires extended failed failing fails failure fatal field fields finished first
  flag for format found free from full function further generated generation get gets given global gone got granted group
  groups guid had handle hang hangs hardware has have having health hold holds host hotfix hung id identifier idle if image
  in inactive index info information initial initialization initialized install installation installations installed
  installing instance instead interface internal into invalid inventory invoked is issue it item items itself job jobs
  just keep key kind last later layer left length level like limit link list listed listing load loaded local locale
  location locked lockout lockouts logged logging login logins logoff logs longer lookup low machine machines mail make makes
  management managers many mapping mask match matches matching may membership memory message messages might missing mode model
  module more most moved moving must named names needed needs never new next no node none nor normal not note nothing now
  number object objects obtained occurred of off offline ok old on once one online only onto open opened operating
  operation option options or order ordered otherwise out over own pack package packages parameter parameters parent part
  passed password passwords path patch pending per performance permission permissions ping platform point points policies
  policy poll polling port postmaster prefix previous privilege privileges problem process processed processes
  processing processor product profile profiles prompt properly properties property protocol provider query queue raised
  range reached reachable read reading ready reason reboot rebooted received receives receiving record records refresh
  refused registered registration reinstall rejected release released remote removed renamed replied reply report reported
  request requested requests required reset resides resource resources responded responding response restart restarted
  restarts result results resume retried retry returned returns right rights role roles root round rule rules run running
  runs same save saved scan script scripts security see select selected send sending sends sent serial session set sets
  setting settings setup several shall share shared shares should shut shutdown shutting side sid since size skipped so
  software some specified start started starting starts state statistics status still stop stopped stopping stops store
  stored string success successful successfully such suffix summary support supported supplied suspended switch sync
  synchronized system table target task terminated than that the their them then there these they this those threads
  through throughout time timed timeout to token too total transaction travel tree tried tries trust trusted trying type
  types unable unavailable uninstall unit unless unreachable until up update updated updates updating upgrade upgraded
  uptime usage use used users uses using valid validated value values verified version versions very via waiting wants was
  web webmaster well went were what when where whether which while who whose will with within without wizard work working
  works workstation workstations would write writing written wrong yes yet you your zone
`;

const inMessages = new Set(messageWords.split(/\s+/).filter((word) => word !== ''));

/** True for a word that may stand behind `server`, `user` or `name` in a message without being a name, in any case. */
export function isMessageWord(word: string): boolean {
  return inMessages.has(word.toLowerCase());
}

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
