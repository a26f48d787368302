import type { DiagnosticCode, RuleCode, Severity } from "./diagnostic.ts";
import type { Example } from "./explanation.ts";

/** What there is to say of a code that is not a rule's; the rules bring their own. */
export interface CatalogueEntry {
  /** Where it is no error. */
  readonly severity?: Severity;
  /** One line: what is wrong. */
  readonly title: string;
  /** Why it is refused. */
  readonly why: string;
  /** How to mend it. */
  readonly hint: string;
  /** Who says so: an address, a path in a documentation repository, or `schema`, `policy`, `inference`. */
  readonly source: string;
  readonly example: Example;
}

/** Every code of reading (Y), shape (S), references (T) and templates (H). */
export const catalogue: Readonly<Record<Exclude<DiagnosticCode, RuleCode>, CatalogueEntry>> = {
  Y01: {
    title: "The file is not UTF-8.",
    why: "A topology holds names that end up in scripts; guessing an encoding could change one.",
    hint: "Save the file as UTF-8, with or without a byte order mark.",
    source: "https://yaml.org/spec/1.2.2/#52-character-encodings",
    example: {
      before: "A note with the name Köln, saved as ANSI (Windows-1252): the ö is the one byte F6.",
      after: "The same file saved as UTF-8: the ö is the two bytes C3 B6.",
      isProse: true,
    },
  },
  Y02: {
    title: "The file is UTF-16.",
    why: "Windows PowerShell's > and Notepad's Unicode write UTF-16; topologies are UTF-8.",
    hint: "Save it as UTF-8: in Notepad by Save As, in PowerShell by Set-Content -Encoding utf8.",
    source: "https://yaml.org/spec/1.2.2/#52-character-encodings",
    example: {
      before:
        "Get-Content old.yaml > new.yaml in Windows PowerShell: new.yaml is UTF-16 and begins with the bytes FF FE.",
      after: "Get-Content old.yaml | Set-Content -Encoding utf8 new.yaml",
      isProse: true,
    },
  },
  Y03: {
    title: "The file is larger than 10 MB.",
    why: "A topology of thousands of databases has a few megabytes; a larger file is some other file.",
    hint: "Share settings by defaults and profiles, or split the topology.",
    source: "policy",
    example: {
      before: "A file of 12 MB: ten thousand databases with every setting written out.",
      after: "The same databases with their settings in profiles, one line each: under 1 MB.",
      isProse: true,
    },
  },
  Y04: {
    title: "The file is empty.",
    why: "There is nothing to compile: no text, or only comments.",
    hint: "Start from the topology that hadrian init writes.",
    source: "https://yaml.org/spec/1.2.2/#91-documents",
    example: {
      before: `
        # To be written.
      `,
      after: `
        # To be written.
        name: contoso-sales
      `,
    },
  },
  Y05: {
    title: "The file is not YAML.",
    why: "Indentation, quotes, brackets or colons do not fit together, so that nothing can be said of what is meant.",
    hint: "Mend the first place that is named: later ones are often its consequences.",
    source: "https://yaml.org/spec/1.2.2/#733-plain-style",
    example: {
      before: `
        x-note: Sales: the big one
      `,
      after: `
        x-note: 'Sales: the big one'
      `,
    },
  },
  Y06: {
    title: "A tab indents a line.",
    why: "YAML allows only spaces in indentation, for tabs have no fixed width.",
    hint: "Replace tabs by spaces; most editors can do so on saving.",
    source: "https://yaml.org/spec/1.2.2/#61-indentation-spaces",
    example: {
      before: `
        servers:
        \tsql-b2: { port: 1433 }
      `,
      after: `
        servers:
          sql-b2: { port: 1433 }
      `,
    },
  },
  Y07: {
    title: "The file holds two YAML documents.",
    why: "One file is one topology; what stands after --- or ... would be ignored silently.",
    hint: "Put the second document into a file of its own, or delete the marker.",
    source: "https://yaml.org/spec/1.2.2/#92-streams",
    example: {
      before: `
        name: contoso-sales
        ---
        name: contoso-stock
      `,
      after: `
        name: contoso-sales
      `,
    },
  },
  Y08: {
    title: "The file asks for another version of YAML.",
    why: "In YAML 1.1 no is false and 02:00 is 120; topologies are read as YAML 1.2, where both are text.",
    hint: "Delete the %YAML line.",
    source: "https://yaml.org/spec/1.2.2/#681-yaml-directives",
    example: {
      before: `
        %YAML 1.1
        ---
        name: contoso-sales
      `,
      after: `
        name: contoso-sales
      `,
    },
  },
  Y09: {
    title: "An unknown tag.",
    why: "A topology has only maps, lists, text, numbers, true and false; a tag would be ignored silently.",
    hint: "Delete the tag; write a value in quotes where it is to be text.",
    source: "https://yaml.org/spec/1.2.2/#691-node-tags",
    example: {
      before: `
        name: !env contoso-sales
      `,
      after: `
        name: contoso-sales
      `,
    },
  },
  Y10: {
    title: "A key stands twice in one map.",
    why: "Only one of the two values could take effect, and which one would be a guess.",
    hint: "Keep one of them.",
    source: "https://yaml.org/spec/1.2.2/#3211-nodes",
    example: {
      before: `
        name: contoso-sales
        name: contoso-stock
      `,
      after: `
        name: contoso-sales
      `,
    },
  },
  Y11: {
    title: "A key that is not plain text.",
    why: "Keys are names; a list, a map or nothing is none.",
    hint: "Write a name before the colon.",
    source: "https://yaml.org/spec/1.2.2/#822-block-mappings",
    example: {
      before: `
        servers:
          [sql-b2]: { port: 1433 }
      `,
      after: `
        servers:
          sql-b2: { port: 1433 }
      `,
    },
  },
  Y12: {
    title: "An alias without its anchor.",
    why: "*name repeats the value that stands after &name earlier in the file.",
    hint: "Write &name before the value that is meant, above the alias.",
    source: "https://yaml.org/spec/1.2.2/#71-alias-nodes",
    example: {
      before: `
        x-history: 7d
        databases:
          Sales:
            logShipping: { history: *history }
      `,
      after: `
        x-history: &history 7d
        databases:
          Sales:
            logShipping: { history: *history }
      `,
    },
  },
  Y13: {
    title: "An alias inside the value of its own anchor.",
    why: "The value would contain itself, without end.",
    hint: "Write the value out.",
    source: "https://yaml.org/spec/1.2.2/#71-alias-nodes",
    example: {
      before: `
        profiles:
          east: &east
            logShipping: *east
      `,
      after: `
        profiles:
          east: &east
            logShipping: { history: 7d }
      `,
    },
  },
  Y14: {
    title: "Too large with its aliases expanded.",
    why: "Aliases of aliases multiply: a few lines can stand for more than any memory holds.",
    hint: "Use fewer aliases of aliases; defaults and profiles share settings without them.",
    source: "policy",
    example: {
      before: `
        x-a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
        x-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
        x-e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
        x-f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
      `,
      after: `
        x-a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
      `,
    },
  },
  Y15: {
    title: "Nested too deeply.",
    why: "A topology has about ten levels; hundreds are a mistake or an attack.",
    hint: "Look for brackets or dashes that are never closed.",
    source: "policy",
    example: {
      before: `
        x-note: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
      `,
      after: `
        x-note: [[]]
      `,
    },
  },
  Y16: {
    title: "The file is not a map.",
    why: "A topology begins with keys: version, name, platform, servers, databases.",
    hint: "Check that this is the file you meant.",
    source: "policy",
    example: {
      before: `
        - name: contoso-sales
      `,
      after: `
        name: contoso-sales
      `,
    },
  },
  Y17: {
    title: "A merge key without a map.",
    why: "<< takes over the keys of a map, or of the maps of a list.",
    hint: "Give it an alias of a map, or a list of such aliases.",
    source: "https://yaml.org/type/merge.html",
    example: {
      before: `
        servers:
          sql-b2: { <<: sql-b1, port: 1433 }
      `,
      after: `
        servers:
          sql-b1: &b1 { edition: enterprise }
          sql-b2: { <<: *b1, port: 1433 }
      `,
    },
  },
  Y18: {
    title: "An unknown escape in double quotes.",
    why: "In double quotes a backslash begins an escape, so that Windows paths change or break there.",
    hint: "Write paths in single quotes, or without quotes.",
    source: "https://yaml.org/spec/1.2.2/#57-escaped-characters",
    example: {
      before: `
        databases:
          Sales:
            mirroring: { seedShare: "\\\\fs1.contoso.com\\mirror-seed" }
      `,
      after: `
        databases:
          Sales:
            mirroring: { seedShare: '\\\\fs1.contoso.com\\mirror-seed' }
      `,
    },
  },
  Y19: {
    title: "A character that YAML does not allow.",
    why: "Control characters are invisible in review and would reach a script.",
    hint: "Delete it; if the file is full of them, save it as UTF-8.",
    source: "https://yaml.org/spec/1.2.2/#51-character-set",
    example: {
      before: `
        x-note: Sales\u0007
      `,
      after: `
        x-note: Sales
      `,
    },
  },
  Y20: {
    title: "A line that ends in neither LF nor CRLF.",
    why: "What ends a line for one reader does not for another: a carriage return alone, as old Macs wrote it, makes the file one line, or one comment.",
    hint: "Save the file with the line ends LF or CRLF.",
    source: "https://yaml.org/spec/1.2.2/#54-line-break-characters",
    example: {
      before: `
        x-one: Sales\rx-two: Stock
      `,
      after: `
        x-one: Sales
        x-two: Stock
      `,
    },
  },
  S01: {
    title: "An unknown key.",
    why: "A misspelt setting would silently keep its default.",
    hint: "Write one of the allowed keys; notes of your own go under keys that begin with x-.",
    source: "schema",
    example: {
      before: `
        databases:
          Sales:
            logShipping:
              backup: { retenton: 96h }
      `,
      after: `
        databases:
          Sales:
            logShipping:
              backup: { retention: 96h }
      `,
    },
  },
  S02: {
    title: "A key is missing.",
    why: "It has no default that would be right.",
    hint: "Write the key; schema/topology.schema.json has an example of each.",
    source: "schema",
    example: {
      before: `
        platform: skype-for-business-2015
        persistentChat:
          servers:
            - { host: pchat1.contoso.com, site: redmond, active: true }
            - { host: pchat5.contoso.com, active: false }
      `,
      after: `
        platform: skype-for-business-2015
        persistentChat:
          servers:
            - { host: pchat1.contoso.com, site: redmond, active: true }
            - { host: pchat5.contoso.com, site: dublin, active: false }
      `,
    },
  },
  S03: {
    title: "A value of another kind.",
    why: "The key takes text, a number, a map or a list, and the value is something else or nothing.",
    hint: "Text that looks like a number needs quotes: '017'.",
    source: "https://yaml.org/spec/1.2.2/#1032-tag-resolution",
    example: {
      before: `
        name: 2026
      `,
      after: `
        name: '2026'
      `,
    },
  },
  S04: {
    title: "A value that is not one of the allowed ones.",
    why: "The key takes one of a few words.",
    hint: "Write one of the words that are listed.",
    source: "schema",
    example: {
      before: `
        servers:
          sql-b1: { edition: enterprize }
      `,
      after: `
        servers:
          sql-b1: { edition: enterprise }
      `,
    },
  },
  S05: {
    title: "A value of another form.",
    why: "Names, times and dates have a form that the scripts and the file system rely on.",
    hint: "Write it as in the example.",
    source: "schema",
    example: {
      before: `
        name: Contoso Sales
      `,
      after: `
        name: contoso-sales
      `,
    },
  },
  S06: {
    title: "Not a length of time.",
    why: "Lengths of time are a whole number and a unit.",
    hint: "Write 90s, 15m, 72h or 3d; within a day s, m or h.",
    source: "schema",
    example: {
      before: `
        databases:
          Sales:
            logShipping: { history: 7 days }
      `,
      after: `
        databases:
          Sales:
            logShipping: { history: 7d }
      `,
    },
  },
  S07: {
    title: "Not a whole number of minutes.",
    why: "SQL Server counts this setting in minutes; a part of one would be lost silently.",
    hint: "Write whole minutes: 2m instead of 90s.",
    source: "docs/relational-databases/system-stored-procedures/sp-add-log-shipping-primary-database-transact-sql.md",
    example: {
      before: `
        databases:
          Sales:
            logShipping: { history: 90s }
      `,
      after: `
        databases:
          Sales:
            logShipping: { history: 2m }
      `,
    },
  },
  S08: {
    title: "A number out of range.",
    why: "SQL Server has no such value.",
    hint: "Write a number within the range that is named.",
    source: "schema",
    example: {
      before: `
        servers:
          sql-b2: { port: 143300 }
      `,
      after: `
        servers:
          sql-b2: { port: 1433 }
      `,
    },
  },
  S09: {
    title: "Empty, or too long.",
    why: "A list, a map or a text that has to hold something is empty, or a text or a map is longer than it may be.",
    hint: "Fill it, shorten it, split it, or leave the key out.",
    source: "schema",
    example: {
      before: `
        databases:
          Stock:
            logShipping:
              secondaries: []
      `,
      after: `
        databases:
          Stock:
            logShipping:
              secondaries: [{ server: sql-a1, copy: { to: 'D:\\LogShip\\Stock' } }]
      `,
    },
  },
  S10: {
    title: "One value twice in a list.",
    why: "A day of the week counts once.",
    hint: "Name each once.",
    source: "docs/relational-databases/system-stored-procedures/sp-add-schedule-transact-sql.md",
    example: {
      before: `
        databases:
          Sales:
            logShipping:
              backup:
                schedule:
                  weekly: { days: [monday, tuesday, wednesday, thursday, friday, saturday, saturday] }
      `,
      after: `
        databases:
          Sales:
            logShipping:
              backup:
                schedule:
                  weekly: { days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday] }
      `,
    },
  },
  S11: {
    title: "Keys that exclude each other.",
    why: "A job runs every so often or at one time, and on days that are chosen in one way.",
    hint: "Keep one of them. A later layer's choice displaces that of defaults or profile by itself.",
    source: "docs/relational-databases/system-stored-procedures/sp-add-schedule-transact-sql.md",
    example: {
      before: `
        databases:
          Sales:
            logShipping:
              backup: { schedule: { everyDays: 1, weekly: { days: [monday, friday] } } }
      `,
      after: `
        databases:
          Sales:
            logShipping:
              backup: { schedule: { everyDays: 1 } }
      `,
    },
  },
  S12: {
    title: "A host with port or instance.",
    why: "host is the machine only; port and instance have keys of their own.",
    hint: "Write host: sqla1.contoso.com with port: 1433 or instance: RTC beside it.",
    source: "schema",
    example: {
      before: `
        servers:
          sql-b2: { host: 'sqlb2.contoso.com,1433' }
      `,
      after: `
        servers:
          sql-b2: { host: sqlb2.contoso.com, port: 1433 }
      `,
    },
  },
  S13: {
    title: "A reserved name.",
    why: "Windows has devices of these names, which no folder can have; none, pool and servers mean something else as server ids.",
    hint: "Choose another name.",
    source: "https://learn.microsoft.com/windows/win32/fileio/naming-a-file",
    example: {
      before: `
        name: con
      `,
      after: `
        name: contoso
      `,
    },
  },
  T01: {
    title: "An unknown server.",
    why: "Every server that takes part is defined once, under servers.",
    hint: "Correct the id, or define the server.",
    source: "policy",
    example: {
      before: `
        databases:
          Sales:
            mirroring: { principal: sql-a1, mirror: sql-a22 }
      `,
      after: `
        databases:
          Sales:
            mirroring: { principal: sql-a1, mirror: sql-a2 }
      `,
    },
  },
  T02: {
    title: "An unknown profile.",
    why: "A database takes its settings from a profile of the same file.",
    hint: "Correct the name, or define the profile under profiles.",
    source: "policy",
    example: {
      before: `
        profiles:
          weekly: { logShipping: { history: 7d } }
        databases:
          Sales: { profile: weakly }
      `,
      after: `
        profiles:
          weekly: { logShipping: { history: 7d } }
        databases:
          Sales: { profile: weekly }
      `,
    },
  },
  T03: {
    title: "A database without any part.",
    why: "Neither mirrored nor shipped nor backed by a store: there is nothing to generate for it.",
    hint: "Write mirroring or logShipping, or a profile that has them; or delete the database.",
    source: "policy",
    example: {
      before: `
        databases:
          Archive: {}
      `,
      after: `
        databases:
          Archive:
            mirroring: { principal: sql-a1, mirror: sql-a2, seedShare: '\\\\fs1.contoso.com\\mirror-seed' }
      `,
    },
  },
  T04: {
    title: "A Skype part on plain SQL Server.",
    why: "persistentChat and backupStore are entered in Topology Builder, which plain SQL Server does not have.",
    hint: "Delete the part, or correct platform.",
    source: "Skype/SfbServer/help-topics/help-topobld/persistent-chat-general-settings-expander.md",
    example: {
      before: `
        platform: sql-server
        databases:
          Sales:
            logShipping: { history: 7d }
            backupStore: { server: sql-b1 }
      `,
      after: `
        platform: sql-server
        databases:
          Sales:
            logShipping: { history: 7d }
      `,
    },
  },
  T05: {
    title: "persistentChat is missing.",
    why: "On the Skype platforms the cmdlets need the pool and its servers.",
    hint: "Write persistentChat with pool and servers; or platform: sql-server.",
    source: "Skype/SfbServer/help-topics/help-topobld/define-properties-and-options-for-persistent-chat-pool.md",
    example: {
      before: `
        platform: skype-for-business-2015
        persistentChat: none
      `,
      after: `
        platform: skype-for-business-2015
        persistentChat:
          pool: pchat.contoso.com
          servers:
            - { host: pchat1.contoso.com, site: redmond, active: true }
            - { host: pchat5.contoso.com, site: dublin, active: false }
      `,
    },
  },
  T06: {
    title: "An incomplete server.",
    why: "With the defaults merged the server still lacks a key that has no default.",
    hint: "Write the key for the server, or under defaults.servers.",
    source: "schema",
    example: {
      before: `
        servers:
          sql-b3: { site: dublin }
      `,
      after: `
        servers:
          sql-b3: { host: sqlb3.contoso.com, site: dublin }
      `,
    },
  },
  T07: {
    title: "An incomplete database.",
    why: "With defaults and profile merged a part of the database still lacks a key that has no default.",
    hint: "Write the key, or turn the part off with none. On sql-server a seed that is stated takes the place of mirroring.seedShare.",
    source: "schema",
    example: {
      before: `
        databases:
          Archive:
            mirroring: { principal: sql-a1, mirror: sql-a2 }
      `,
      after: `
        databases:
          Archive:
            mirroring: { principal: sql-a1, mirror: sql-a2, seedShare: '\\\\fs1.contoso.com\\mirror-seed' }
      `,
    },
  },
  T08: {
    title: "No server name follows from an IP address.",
    why: "Guards, markers and job names carry the server's own name.",
    hint: "Write serverName as SELECT SERVERPROPERTY('ServerName') answers there.",
    source: "docs/t-sql/functions/serverproperty-transact-sql.md",
    example: {
      before: `
        servers:
          sql-b2: { host: 10.0.2.12 }
      `,
      after: `
        servers:
          sql-b2: { host: 10.0.2.12, serverName: SQLB2 }
      `,
    },
  },
  T09: {
    title: "A mirrored server without endpoint.",
    why: "The endpoint's port has no default, and its firewall rules depend on it.",
    hint: "Write endpoint: { port: 5022 } for the server, or under defaults.servers.",
    source: "docs/t-sql/statements/create-endpoint-transact-sql.md",
    example: {
      before: `
        servers:
          sql-a3: { host: sqla3.contoso.com, site: redmond }
        databases:
          Sales:
            mirroring: { principal: sql-a1, mirror: sql-a3 }
      `,
      after: `
        servers:
          sql-a3: { host: sqla3.contoso.com, site: redmond, endpoint: { port: 5022 } }
        databases:
          Sales:
            mirroring: { principal: sql-a1, mirror: sql-a3 }
      `,
    },
  },
  T10: {
    title: "Primary and principal differ.",
    why: "A mirrored database is shipped from its principal.",
    hint: "Delete logShipping.primary.",
    source: "docs/database-engine/database-mirroring/database-mirroring-and-log-shipping-sql-server.md",
    example: {
      before: `
        databases:
          Sales:
            mirroring: { principal: sql-a1, mirror: sql-a2 }
            logShipping: { primary: sql-a2, history: 7d }
      `,
      after: `
        databases:
          Sales:
            mirroring: { principal: sql-a1, mirror: sql-a2 }
            logShipping: { history: 7d }
      `,
    },
  },
  T11: {
    title: "Not a database of Persistent Chat.",
    why: "Install-CsMirrorDatabase and Invoke-CsDatabaseFailover know mgc and mgccomp by their types; another database would be left out.",
    hint: "Write mgc or mgccomp, or move the database into a topology with platform: sql-server.",
    source: "skype/skype-ps/SkypeForBusiness/Install-CsMirrorDatabase.md",
    example: {
      before: `
        platform: skype-for-business-2015
        databases:
          rgsconfig:
            mirroring: { principal: sql-a1, mirror: sql-a2, seedShare: '\\\\fs1.contoso.com\\mirror-seed' }
      `,
      after: `
        platform: skype-for-business-2015
        databases:
          mgc:
            mirroring: { principal: sql-a1, mirror: sql-a2, seedShare: '\\\\fs1.contoso.com\\mirror-seed' }
      `,
    },
  },
  T12: {
    title: "A topology without databases.",
    why: "Keys that begin with x- are the user's own: with nothing else there is nothing to generate, and everything generated before would go.",
    hint: "Write a database under databases.",
    source: "policy",
    example: {
      before: `
        version: 1
        name: contoso-sales
        platform: sql-server
        defaults:
          servers: { version: 2019, edition: enterprise, engineAccount: 'CONTOSO\\svc-sql', agentAccount: 'CONTOSO\\svc-agent' }
        servers:
          sql-a1: { host: sqla1.contoso.com, site: redmond }
          sql-b1: { host: sqlb1.contoso.com, site: dublin }
        databases:
          x-Sales:
            logShipping:
              primary: sql-a1
              backup: { share: '\\\\fs1.contoso.com\\logship\\Sales' }
              secondaries:
                - { server: sql-b1, copy: { to: 'D:\\LogShip\\Sales' } }
      `,
      after: `
        version: 1
        name: contoso-sales
        platform: sql-server
        defaults:
          servers: { version: 2019, edition: enterprise, engineAccount: 'CONTOSO\\svc-sql', agentAccount: 'CONTOSO\\svc-agent' }
        servers:
          sql-a1: { host: sqla1.contoso.com, site: redmond }
          sql-b1: { host: sqlb1.contoso.com, site: dublin }
        databases:
          Sales:
            logShipping:
              primary: sql-a1
              backup: { share: '\\\\fs1.contoso.com\\logship\\Sales' }
              secondaries:
                - { server: sql-b1, copy: { to: 'D:\\LogShip\\Sales' } }
      `,
    },
  },
  T13: {
    title: "An acknowledgement of an unknown code.",
    why: "A misspelt code acknowledges nothing, and the warning that was meant goes on.",
    hint: "Write the code that stands in brackets behind the warning.",
    source: "policy",
    example: {
      before: `
        databases:
          Sales:
            acknowledge: { L21: another tool watches the backups, L221: and the restores }
            logShipping:
              backup: { alertAfter: 30m }
      `,
      after: `
        databases:
          Sales:
            acknowledge: { L21: another tool watches the backups }
            logShipping:
              backup: { alertAfter: 30m }
      `,
    },
  },
  T14: {
    title: "An acknowledgement of what is no warning.",
    why: "An error refuses to compile, for the scripts would fail or do harm: there is nothing to weigh.",
    hint: "Mend the error, and delete the acknowledgement; notes of your own go under keys that begin with x-.",
    source: "policy",
    example: {
      before: `
        acknowledge: { L05: sql-a2 is upgraded next week }
      `,
      after: `
        x-note: sql-a2 is upgraded next week
      `,
    },
  },
  T15: {
    severity: "warning",
    title: "An acknowledgement that acknowledges nothing.",
    why: "The warning does not arise below that place, or no longer: one that comes back later would go unseen.",
    hint: "Delete it, or write it at the database or server that the warning names.",
    source: "policy",
    example: {
      before: `
        databases:
          Sales:
            acknowledge: { L21: another tool watches the backups }
            logShipping:
              backup: { alertAfter: 60m }
      `,
      after: `
        databases:
          Sales:
            logShipping:
              backup: { alertAfter: 60m }
      `,
    },
  },
  H01: {
    title: "The template is not Handlebars.",
    why: "Its expressions do not parse, or a block is not closed, so that nothing can be said of what it would write.",
    hint: "Mend the expression; each {{#if}} and {{#each}} needs its {{/if}} and {{/each}}.",
    source: "https://handlebarsjs.com/guide/",
    example: {
      before: `
        {{#if database}}
        -- Database: {{note database}}
      `,
      after: `
        {{#if database}}
        -- Database: {{note database}}
        {{/if}}
      `,
    },
  },
  H02: {
    title: "No template of that name.",
    why: "A file takes the place of the template with its name, or is one of a house's own; a misspelt one would silently be neither.",
    hint: "Name it as `hadrian templates list` does. Hadrian's partials and its frame have no other.",
    source: "policy",
    example: {
      before: "A file tsql/sed.hbs: there is no template of that name.",
      after: "The same file as tsql/seed.hbs.",
      isProse: true,
    },
  },
  H03: {
    title: "More of Handlebars than templates may use.",
    why: "There are helpers that quote, blocks, if, unless, each and partials: what the checks can follow. Nothing else reaches a script.",
    hint: "Write it with those; docs/templates.md lists them.",
    source: "policy",
    example: {
      before: "-- {{{note title}}}",
      after: "-- {{note title}}",
    },
  },
  H04: {
    title: "A value that is not quoted for where it stands.",
    why: "Names and paths come from the topology: unquoted, or quoted for another place, one could become a statement.",
    hint: "Use the helper that fits: sql or name in T-SQL, ps in PowerShell, note or psNote in comments, md or code in Markdown.",
    source: "policy",
    example: {
      before: "/* {{note title}} */",
      after: "-- {{note title}}",
    },
  },
  H05: {
    title: "A string or comment that does not end where its part ends.",
    why: "What follows would be text in one case and code in another.",
    hint: "Close it within the same line, block and file.",
    source: "policy",
    example: {
      before: `
        /* Contoso
        {{#if section}}
        a section by itself */
        {{/if}}
      `,
      after: `
        /* Contoso
        {{#if section}}
        a section by itself
        {{/if}}
        */
      `,
    },
  },
  H06: {
    title: "Something that would undo the guard.",
    why: "SET NOEXEC OFF takes effect under NOEXEC ON, too: after a guard that failed it would bring the work back. USE and GO, and what the frame keeps in the session, are the frame's. In PowerShell, what runs before the guard, leaves the script or can be read in two ways would get around it.",
    hint: "Leave it out. To do something under a condition only, write IF.",
    source: "https://learn.microsoft.com/sql/t-sql/statements/set-noexec-transact-sql",
    example: {
      before: `
        SET NOEXEC OFF;
        PRINT N'Contoso';
      `,
      after: `
        PRINT N'Contoso';
      `,
    },
  },
  H07: {
    title: "Text outside of a block, or code in a head.",
    why: "A T-SQL template is made of blocks, and each becomes a batch that looks at the token first; a head stands before the guard.",
    hint: "Put statements into {{#look}}, {{#work}}, {{#post}} or {{#read}}; of a head's into before.hbs or after.hbs.",
    source: "policy",
    example: {
      before: "A file tsql/head.hbs that says PRINT N'Contoso';",
      after: "The same line in tsql/before.hbs.",
      isProse: true,
    },
  },
  H08: {
    title: "A script that would not be what its template says.",
    why: "Put together, a string, comment or name is open at the end of a batch, sqlcmd would take a line for its own, or the frame's functions are others.",
    hint: "Change the template where it says; what a value makes of it is in the message.",
    source: "policy",
    example: {
      before: "A comment that is opened in one block and closed in the next.",
      after: "A comment in each block.",
      isProse: true,
    },
  },
  H09: {
    title: "A partial that there is not, or that contains itself.",
    why: "Its text would be missing, or have no end.",
    hint: "Name one of Hadrian's partials: docs/template-data.md says which each template calls.",
    source: "policy",
    example: {
      before: "{{> media-lable-table}}",
      after: "{{> media-label-table}}",
    },
  },
  H10: {
    title: "The template is not text.",
    why: "Templates are UTF-8 of at most 1 MB; anything else is some other file.",
    hint: "Save it as UTF-8, or take it out of the folder.",
    source: "policy",
    example: {
      before: "A template saved as UTF-16, or a picture in the folder of the templates.",
      after: "The template saved as UTF-8, and the picture elsewhere.",
      isProse: true,
    },
  },
  H11: {
    title: "A name that the data does not have, or a value of another kind.",
    why: "A misspelt name would silently write nothing, or leave a part of the script out.",
    hint: "Write one of the names that docs/template-data.md lists for this template, through the helper for its kind.",
    source: "policy",
    example: {
      before: "-- {{note databse}}",
      after: "-- {{note title}}",
    },
  },
  H12: {
    title: "Text that sqlcmd takes for a command.",
    why: "sqlcmd replaces $(name) anywhere, and reads GO, EXIT, QUIT, RESET, ED, !! and : at the head of a line even inside a string.",
    hint: "Write it otherwise.",
    source: "https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-use-scripting-variables",
    example: {
      before: "-- Change $(Change)",
      after: "-- Change CHG0012345",
    },
  },
};
