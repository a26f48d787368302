/**
 * What sqlcmd and Management Studio take for their own at the head of a line, within a string or comment too. Before it may stand whatever
 * is not seen: which of the blanks a reader passes over is written nowhere.
 */
export const COMMAND = /^[\p{Zs}\p{Cf}\t\v\f]*((?:GO|EXIT|QUIT|RESET|ED)(?![\w@#$])|!!|:)/gimu;
