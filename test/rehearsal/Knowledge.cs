namespace Rehearsal;

/// <summary>
/// Errors that the rehearsal raises and that reference/errors.json does not have: general knowledge, no page read says them.
/// </summary>
static class Knowledge
{
    public static readonly IReadOnlyDictionary<int, (int Severity, string Text)> Errors = new Dictionary<int, (int, string)>
    {
        [102] = (15, "incorrect syntax"),
        [137] = (15, "variable not declared"),
        [156] = (15, "incorrect syntax near a keyword"),
        [201] = (16, "procedure expects a parameter that was not supplied"),
        [207] = (16, "invalid column name"),
        [208] = (16, "invalid object name"),
        [209] = (16, "ambiguous column name"),
        [213] = (16, "number of values does not match the table"),
        [217] = (16, "procedures are nested too deeply (limit 32)"),
        [226] = (16, "statement not allowed within a transaction"),
        [229] = (14, "permission denied"),
        [262] = (14, "permission denied in database"),
        [512] = (16, "subquery returned more than one value"),
        [515] = (16, "cannot insert NULL into a column that does not allow it"),
        [911] = (16, "database does not exist"),
        [927] = (14, "database cannot be opened: it is being restored"),
        [1801] = (16, "database exists already"),
        [2714] = (16, "there is already an object of that name"),
        [2748] = (16, "data type not allowed for RAISERROR"),
        [2786] = (16, "type of a substitution parameter does not fit RAISERROR's format"),
        [3271] = (16, "nonrecoverable I/O error on a backup file"),
        [2812] = (16, "could not find stored procedure"),
        [3701] = (11, "cannot drop what is not there"),
        [3705] = (16, "DROP TABLE of a procedure, or DROP PROCEDURE of a table"),
        [3906] = (16, "database is read-only"),
        [4208] = (16, "recovery model SIMPLE allows no BACKUP LOG"),
        [8114] = (16, "error converting data type"),
        [8134] = (16, "divide by zero"),
        [8144] = (16, "procedure has too many arguments specified"),
        [8145] = (16, "not a parameter of the procedure"),
        [8146] = (16, "procedure has no parameters and arguments were supplied"),
        [8152] = (16, "string or binary data would be truncated"),
        [4624] = (16, "cannot grant to sa, the entity's owner, or yourself"),
        [15025] = (16, "server principal exists already"),
        [15247] = (16, "user does not have permission to perform this action"),
        [15401] = (16, "Windows user or group not found"),
        [21089] = (16, "only members of sysadmin may do that"),
        [22022] = (16, "SQLServerAgent error: the request was refused"),
        [33009] = (16, "the database owner SID is not the same"),
        [7862] = (16, "an endpoint of that kind exists already"),
        [15151] = (16, "cannot find the object, or no permission"),
        [1834] = (16, "the file is in use by another database"),
    };
}
