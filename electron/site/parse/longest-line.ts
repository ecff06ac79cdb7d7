/**
 * Characters that a line of a listing, an INI file or a Crash.log has at most. No such line is longer: a path
 * ends at 260. Longer ones are passed over, so that no line can keep its parser busy.
 */
export const LONGEST_PARSED_LINE = 1000;
