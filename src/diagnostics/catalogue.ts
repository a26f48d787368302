import type { DiagnosticCode, RuleCode } from "./diagnostic.ts";

/** What there is to say of a code that is not a rule's; the rules bring their own. */
export interface CatalogueEntry {
  /** One line: what is wrong. */
  readonly title: string;
  /** Why it is refused. */
  readonly why: string;
  /** How to mend it. */
  readonly hint: string;
}

/** Every code of reading (Y), shape (S), references (T) and templates (H). */
export const catalogue: Readonly<Record<Exclude<DiagnosticCode, RuleCode>, CatalogueEntry>> = {
  Y01: {
    title: "The file is not UTF-8.",
    why: "A topology holds names that end up in scripts; guessing an encoding could change one.",
    hint: "Save the file as UTF-8, with or without a byte order mark.",
  },
  Y02: {
    title: "The file is UTF-16.",
    why: "Windows PowerShell's > and Notepad's Unicode write UTF-16; topologies are UTF-8.",
    hint: "Save it as UTF-8: in Notepad by Save As, in PowerShell by Set-Content -Encoding utf8.",
  },
  Y03: {
    title: "The file is larger than 10 MB.",
    why: "A topology of thousands of databases has a few megabytes; a larger file is some other file.",
    hint: "Share settings by defaults and profiles, or split the topology.",
  },
  Y04: {
    title: "The file is empty.",
    why: "There is nothing to compile: no text, or only comments.",
    hint: "Start from samples/contoso-pchat.yaml or samples/many-databases.yaml of Hadrian's repository.",
  },
  Y05: {
    title: "The file is not YAML.",
    why: "Indentation, quotes, brackets or colons do not fit together, so that nothing can be said of what is meant.",
    hint: "Mend the first place that is named: later ones are often its consequences.",
  },
  Y06: {
    title: "A tab indents a line.",
    why: "YAML allows only spaces in indentation, for tabs have no fixed width.",
    hint: "Replace tabs by spaces; most editors can do so on saving.",
  },
  Y07: {
    title: "The file holds two YAML documents.",
    why: "One file is one topology; what stands after --- or ... would be ignored silently.",
    hint: "Put the second document into a file of its own, or delete the marker.",
  },
  Y08: {
    title: "The file asks for another version of YAML.",
    why: "In YAML 1.1 no is false and 02:00 is 120; topologies are read as YAML 1.2, where both are text.",
    hint: "Delete the %YAML line.",
  },
  Y09: {
    title: "An unknown tag.",
    why: "A topology has only maps, lists, text, numbers, true and false; a tag would be ignored silently.",
    hint: "Delete the tag; write a value in quotes where it is to be text.",
  },
  Y10: {
    title: "A key stands twice in one map.",
    why: "Only one of the two values could take effect, and which one would be a guess.",
    hint: "Keep one of them.",
  },
  Y11: {
    title: "A key that is not plain text.",
    why: "Keys are names; a list, a map or nothing is none.",
    hint: "Write a name before the colon.",
  },
  Y12: {
    title: "An alias without its anchor.",
    why: "*name repeats the value that stands after &name earlier in the file.",
    hint: "Write &name before the value that is meant, above the alias.",
  },
  Y13: {
    title: "An alias inside the value of its own anchor.",
    why: "The value would contain itself, without end.",
    hint: "Write the value out.",
  },
  Y14: {
    title: "Too large with its aliases expanded.",
    why: "Aliases of aliases multiply: a few lines can stand for more than any memory holds.",
    hint: "Use fewer aliases of aliases; defaults and profiles share settings without them.",
  },
  Y15: {
    title: "Nested too deeply.",
    why: "A topology has about ten levels; hundreds are a mistake or an attack.",
    hint: "Look for brackets or dashes that are never closed.",
  },
  Y16: {
    title: "The file is not a map.",
    why: "A topology begins with keys: version, name, platform, servers, databases.",
    hint: "Check that this is the file you meant.",
  },
  Y17: {
    title: "A merge key without a map.",
    why: "<< takes over the keys of a map, or of the maps of a list.",
    hint: "Give it an alias of a map, or a list of such aliases.",
  },
  Y18: {
    title: "An unknown escape in double quotes.",
    why: "In double quotes a backslash begins an escape, so that Windows paths change or break there.",
    hint: "Write paths in single quotes, or without quotes.",
  },
  Y19: {
    title: "A character that YAML does not allow.",
    why: "Control characters are invisible in review and would reach a script.",
    hint: "Delete it; if the file is full of them, save it as UTF-8.",
  },
  S01: {
    title: "An unknown key.",
    why: "A misspelt setting would silently keep its default.",
    hint: "Write one of the allowed keys; notes of your own go under keys that begin with x-.",
  },
  S02: {
    title: "A key is missing.",
    why: "It has no default that would be right.",
    hint: "Write the key; schema/topology.schema.json has an example of each.",
  },
  S03: {
    title: "A value of another kind.",
    why: "The key takes text, a number, a map or a list, and the value is something else or nothing.",
    hint: "Text that looks like a number needs quotes: '017'.",
  },
  S04: {
    title: "A value that is not one of the allowed ones.",
    why: "The key takes one of a few words.",
    hint: "Write one of the words that are listed.",
  },
  S05: {
    title: "A value of another form.",
    why: "Names, times and dates have a form that the scripts and the file system rely on.",
    hint: "Write it as in the example.",
  },
  S06: {
    title: "Not a length of time.",
    why: "Lengths of time are a whole number and a unit.",
    hint: "Write 90s, 15m, 72h or 3d; within a day s, m or h.",
  },
  S07: {
    title: "Not a whole number of minutes.",
    why: "SQL Server counts this setting in minutes; a part of one would be lost silently.",
    hint: "Write whole minutes: 2m instead of 90s.",
  },
  S08: {
    title: "A number out of range.",
    why: "SQL Server has no such value.",
    hint: "Write a number within the range that is named.",
  },
  S09: {
    title: "Empty, or too long.",
    why: "A list, a map or a text that has to hold something is empty, or a text is longer than it may be.",
    hint: "Fill it, shorten it, or leave the key out.",
  },
  S10: {
    title: "One value twice in a list.",
    why: "A day of the week counts once.",
    hint: "Name each once.",
  },
  S11: {
    title: "Keys that exclude each other.",
    why: "A job runs every so often or at one time, and on days that are chosen in one way.",
    hint: "Keep one of them. A later layer's choice displaces that of defaults or profile by itself.",
  },
  S12: {
    title: "A host with port or instance.",
    why: "host is the machine only; port and instance have keys of their own.",
    hint: "Write host: sqla1.contoso.com with port: 1433 or instance: RTC beside it.",
  },
  S13: {
    title: "A reserved name.",
    why: "Windows has devices of these names, which no folder can have; none and pool mean something else as server ids.",
    hint: "Choose another name.",
  },
  T01: {
    title: "An unknown server.",
    why: "Every server that takes part is defined once, under servers.",
    hint: "Correct the id, or define the server.",
  },
  T02: {
    title: "An unknown profile.",
    why: "A database takes its settings from a profile of the same file.",
    hint: "Correct the name, or define the profile under profiles.",
  },
  T03: {
    title: "A database without any part.",
    why: "Neither mirrored nor shipped nor backed by a store: there is nothing to generate for it.",
    hint: "Write mirroring or logShipping, or a profile that has them; or delete the database.",
  },
  T04: {
    title: "A Skype part on plain SQL Server.",
    why: "persistentChat and backupStore are entered in Topology Builder, which plain SQL Server does not have.",
    hint: "Delete the part, or correct platform.",
  },
  T05: {
    title: "persistentChat is missing.",
    why: "On the Skype platforms the cmdlets need the pool and its servers.",
    hint: "Write persistentChat with pool and servers; or platform: sql-server.",
  },
  T06: {
    title: "An incomplete server.",
    why: "With the defaults merged the server still lacks a key that has no default.",
    hint: "Write the key for the server, or under defaults.servers.",
  },
  T07: {
    title: "An incomplete database.",
    why: "With defaults and profile merged a part of the database still lacks a key that has no default.",
    hint: "Write the key, or turn the part off with none.",
  },
  T08: {
    title: "No server name follows from an IP address.",
    why: "Guards, markers and job names carry the server's own name.",
    hint: "Write serverName as SELECT SERVERPROPERTY('ServerName') answers there.",
  },
  T09: {
    title: "A mirrored server without endpoint.",
    why: "The endpoint's port has no default, and its firewall rules depend on it.",
    hint: "Write endpoint: { port: 5022 } for the server, or under defaults.servers.",
  },
  T10: {
    title: "Primary and principal differ.",
    why: "A mirrored database is shipped from its principal.",
    hint: "Delete logShipping.primary.",
  },
  T11: {
    title: "Not a database of Persistent Chat.",
    why: "Install-CsMirrorDatabase and Invoke-CsDatabaseFailover know mgc and mgccomp by their types; another database would be left out.",
    hint: "Write mgc or mgccomp, or move the database into a topology with platform: sql-server.",
  },
  T12: {
    title: "A topology without databases.",
    why: "Keys that begin with x- are the user's own: with nothing else there is nothing to generate, and everything generated before would go.",
    hint: "Write a database under databases.",
  },
  H01: {
    title: "The template is not Handlebars.",
    why: "Its expressions do not parse, or a block is not closed, so that nothing can be said of what it would write.",
    hint: "Mend the expression; each {{#if}} and {{#each}} needs its {{/if}} and {{/each}}.",
  },
  H02: {
    title: "No template of that name.",
    why: "A file takes the place of the template with its name; a misspelt one would silently take no one's.",
    hint: "Name it as `hadrian templates list` does; a partial of your own counts once a template uses it.",
  },
  H03: {
    title: "More of Handlebars than templates may use.",
    why: "Templates are read, not run: there are helpers that quote, if, unless, each and partials, and nothing that reaches code.",
    hint: "Write it with those; docs/templates.md lists them.",
  },
  H04: {
    title: "A value that is not quoted for where it stands.",
    why: "Names and paths come from the topology: unquoted, or quoted for another place, one could become a statement.",
    hint: "Use the helper that fits: sql or name in T-SQL, ps in PowerShell, note or psNote in comments, md or code in Markdown.",
  },
  H05: {
    title: "A string or comment that does not end where its part ends.",
    why: "What follows would be text in one case and code in another.",
    hint: "Close it within the same line, block and file.",
  },
  H06: {
    title: "The guard is not Hadrian's.",
    why: "Session, guard and token keep a script from running on the wrong server; a template may not weaken them.",
    hint: "Leave everything up to the end of the guard as `hadrian templates eject` wrote it; put checks of your own into a batch after it.",
  },
  H07: {
    title: "A batch without its token check.",
    why: "A selection run by itself, or after a reconnect, would do its work without the guard.",
    hint: "Begin the batch with {{> token stage=2}}, with the stage that the batch before it leaves.",
  },
  H08: {
    title: "The end is not Hadrian's.",
    why: "The last lines tell DONE from STOPPED for the change ticket, and leave a session in which the next script runs.",
    hint: "Leave the end as `hadrian templates eject` wrote it, with nothing after it.",
  },
  H09: {
    title: "A partial that there is not, or that contains itself.",
    why: "Its text would be missing, or have no end.",
    hint: "Name a partial of the same folder's partials/; let none of them lead back to itself.",
  },
  H10: {
    title: "The template is not text.",
    why: "Templates are UTF-8 of at most 1 MB; anything else is some other file.",
    hint: "Save it as UTF-8, or take it out of the folder.",
  },
  H11: {
    title: "A name that the data does not have, or a value of another kind.",
    why: "A misspelt name would silently write nothing, or leave a part of the script out.",
    hint: "Write one of the names that docs/template-data.md lists for this template, through the helper for its kind.",
  },
  H12: {
    title: "Text that sqlcmd takes for a command.",
    why: "sqlcmd replaces $(name) anywhere, and reads GO, EXIT, QUIT, RESET, ED, !! and : at the head of a line even inside a string.",
    hint: "Write it otherwise.",
  },
};
