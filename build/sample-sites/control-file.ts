/**
 * The backup control file. No source prints the whole default file: sections, header, token names and the lines
 * `service`, `cmd` and `sitedbdump` are those of Q275612 and Q260366, put together in their order.
 */
import { ansiBytes, crlfText } from './text-bytes.ts';

/** @returns the control file as installed, without the pauses of Q260366 */
export function controlFile(): Uint8Array {
  const service = (name: string): string => `service \\\\%SITE_SERVER%\\${name}`;
  return ansiBytes(
    crlfText([
      '# Backup Control File for automated site backup task',
      '# SMS version 2.0 with Service Pack 1',
      '',
      '[Tokens]',
      '',
      '\tBACKUP_DESTINATION=BACKUP_DEST_DIR\\SITE_CODE',
      '\tSITE_SERVER_DEST=BACKUP_DESTINATION\\SiteServer',
      '\tMETERING_SERVER_DEST=BACKUP_DESTINATION\\MeteringServer',
      '\tSITE_DB_SERVER_DEST=BACKUP_DESTINATION\\SiteDBServer',
      '\tMETERING_DB_SERVER_DEST=BACKUP_DESTINATION\\MeteringDBServer',
      '\tPROVIDER_SERVER_DEST=BACKUP_DESTINATION\\ProviderServer',
      '',
      '[Stop]',
      service('SMS_SITE_COMPONENT_MANAGER'),
      service('SMS_EXECUTIVE'),
      service('SMS_SQL_MONITOR'),
      service('SMS_LICENSE_SERVER'),
      '',
      '[Tasks]',
      '# *** SQL Data ***',
      'sitedbdump SITE_DB_SERVER_DEST\\SMSbkSQLDBsite.dat',
      '# *** Registry Keys ***',
      'reg HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS SITE_SERVER_DEST\\SMSbkSiteRegSMS.dat',
      '',
      '[Start]',
      service('SMS_SITE_COMPONENT_MANAGER'),
      service('SMS_LICENSE_SERVER'),
      '',
    ]),
  );
}
