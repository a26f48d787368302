using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;

namespace Rehearsal.TSql;

/// <summary>
/// The tables and views that scripts read, with the columns of their pages (reference/tables.json). Tables of msdb hold rows; views are
/// made of the instance when they are read. A column that the page has and the rehearsal does not model stops the run.
/// </summary>
static class Catalog
{
    /// <summary>Stands for the value of a column that is not modelled.</summary>
    public sealed class Unmodelled
    {
        public static readonly Unmodelled Value = new();
    }

    sealed class Row : Dictionary<string, object?>;

    static IEnumerable<Row> None(Instance instance) => [];

    /// <summary>View → its rows on an instance. Their pages are named in reference/tables.json.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Instance, IEnumerable<IReadOnlyDictionary<string, object?>>>> Views =
        new Dictionary<string, Func<Instance, IEnumerable<IReadOnlyDictionary<string, object?>>>>
        {
            ["sys.databases"] = Databases,
            ["sys.database_mirroring"] = Sessions,
            ["sys.database_mirroring_endpoints"] = MirroringEndpoints,
            ["sys.database_mirroring_witnesses"] = None,
            ["sys.tcp_endpoints"] = TcpEndpoints,
            ["sys.database_recovery_status"] = RecoveryStatus,
            ["sys.dm_server_services"] = Services,
            ["sys.master_files"] = Files,
            ["sys.server_principals"] = Principals,
            ["sys.server_permissions"] = Permissions,
            ["sys.certificates"] = Certificates,
            ["master.sys.certificates"] = Certificates,
            ["sys.dm_database_encryption_keys"] = None,
            ["sys.availability_databases_cluster"] = None,
            ["sys.messages"] = MessagesOf,
            ["sys.database_principals"] = Users,
            ["sys.dm_exec_connections"] = Connections,
        };

    static readonly Dictionary<string, IReadOnlyList<Shape>> shapes = [];

    /// <summary>Whether a FROM or a target names a table of the dialect.</summary>
    public static void Check(NamedTableReference table, Func<string, OutOfDialect> outside)
    {
        var parts = table.SchemaObject.Identifiers.Select(part => part.Value).ToList();
        var name = string.Join('.', parts);
        if (parts is [['#', ..]] || IsUsers(parts)) return;
        if (name.StartsWith(Msdb, StringComparison.OrdinalIgnoreCase)
            && MsdbTables.Contains(name[Msdb.Length..], StringComparer.OrdinalIgnoreCase))
            return;
        if (!Views.Keys.Contains(name, StringComparer.OrdinalIgnoreCase)) throw outside(name);
    }

    const string Msdb = "msdb.dbo.";

    /// <summary>A database's own users: [name].sys.database_principals.</summary>
    static bool IsUsers(IReadOnlyList<string> parts) => parts is [_, "sys", "database_principals"];

    /// <summary>Tables of msdb that an instance has from the start, empty or not.</summary>
    public static readonly IReadOnlyList<string> MsdbTables =
    [
        "log_shipping_primary_databases", "log_shipping_primary_secondaries", "log_shipping_secondary", "log_shipping_secondary_databases",
        "log_shipping_monitor_primary", "log_shipping_monitor_secondary", "log_shipping_monitor_error_detail",
        "log_shipping_monitor_history_detail", "log_shipping_monitor_alert", "sysjobs", "sysjobsteps", "sysschedules", "sysjobschedules",
        "sysjobhistory", "sysjobactivity", "syssessions", "syscategories", "sysoperators", "sysalerts", "sysnotifications", "backupset",
        "backupmediafamily", "restorehistory",
    ];

    /// <summary>Columns that number themselves.</summary>
    static readonly HashSet<string> identities = ["sysschedules.schedule_id", "sysjobhistory.instance_id", "backupset.backup_set_id",
        "restorehistory.restore_history_id", "sysalerts.id", "sysoperators.id"];

    public static Table NewTable(string name) => new(name, [.. Reference.Tables[$"msdb.dbo.{name}"].Columns
        .Select(column => new Column(column.Name, SqlType.Parse(column.Type!), Identity: identities.Contains($"{name}.{column.Name}")))]);

    /// <summary>The columns and rows of a table or view, by the name that a script writes.</summary>
    /// <param name="outside">Made where the dialect does not have it.</param>
    public static (IReadOnlyList<Shape>, IEnumerable<object?[]>) Read(Session session, IReadOnlyList<string> parts,
        Func<OutOfDialect> outside)
    {
        var names = session.Names;
        if (IsUsers(parts))
        {
            if (!session.Instance.SystemDatabases.Contains(parts[0])
                && session.Instance.FindDatabase(parts[0]) is not { IsReadable: true })
                throw SqlError.Of(911, parts[0]);
            parts = ["sys", "database_principals"];
        }
        var name = string.Join('.', parts);
        if (name.StartsWith(Msdb, StringComparison.OrdinalIgnoreCase))
        {
            var known = MsdbTables.FirstOrDefault(table => string.Equals(table, name[Msdb.Length..], StringComparison.OrdinalIgnoreCase))
                ?? throw outside();
            // A case-sensitive server knows the name in one case only.
            if (!names.Equals(Msdb + known, name)) throw new SqlError(208, 16, $"Invalid object name '{name}'.", Ends.Scope);
            var table = session.Instance[known];
            Shape ShapeOf(Column column) => new(column.Name, column.Type, column.Type.IsString ? session.Collation : null);
            return ([.. table.Columns.Select(ShapeOf)], table.Rows.ToList());
        }
        var view = Views.Keys.FirstOrDefault(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase)) ?? throw outside();
        if (!names.Equals(view, name) || !session.Instance.HasView(view))
            throw new SqlError(208, 16, $"Invalid object name '{name}'.", Ends.Scope);
        var columns = ShapesOf(view.StartsWith("master.", StringComparison.Ordinal) ? view["master.".Length..] : view, session.Collation);
        object?[] Cells(IReadOnlyDictionary<string, object?> row) =>
            [.. columns.Select(column => row.TryGetValue(column.Name, out var value) ? Table.Plain(value) : Unmodelled.Value)];
        return (columns, Views[view](session.Instance).Select(Cells).ToList());
    }

    static IReadOnlyList<Shape> ShapesOf(string view, Collation server)
    {
        var key = $"{view} {server.Name}";
        lock (shapes)
        {
            if (shapes.TryGetValue(key, out var found)) return found;
            return shapes[key] = [.. Reference.Tables[view].Columns.Select(column =>
            {
                // A type outside the dialect is one of a column that is not modelled.
                var type = SqlType.TryParse(column.Type!) ?? SqlType.NVarChar(-1);
                var collation = column.Name.EndsWith("_desc", StringComparison.Ordinal) ? Collation.Metadata : server;
                return new Shape(column.Name, type, type.IsString ? collation : null);
            })];
        }
    }

    static IEnumerable<Row> Databases(Instance instance)
    {
        foreach (var (name, index) in instance.SystemDatabases.Select((name, index) => (name, index)))
            yield return DatabaseRow(instance, name, index + 1, new()
            {
                ["state_desc"] = "ONLINE", ["recovery_model_desc"] = name == "model" ? "FULL" : "SIMPLE",
                ["is_in_standby"] = false, ["user_access_desc"] = "MULTI_USER",
                ["is_read_only"] = false, ["is_auto_close_on"] = false,
                ["create_date"] = instance.LocalTime.AddYears(-1), ["owner_sid"] = new byte[] { 1 },
            });
        foreach (var database in instance.Databases)
            yield return DatabaseRow(instance, database.Name, database.Id, new()
            {
                ["state_desc"] = database.State switch
                {
                    DatabaseState.Restoring => "RESTORING",
                    DatabaseState.Suspect => "SUSPECT",
                    _ => "ONLINE",
                },
                ["log_reuse_wait_desc"] = database.Mirroring is { Id: not null, State: not SessionState.Synchronized }
                    ? "DATABASE_MIRRORING" : "NOTHING",
                ["recovery_model_desc"] = database.RecoveryModel,
                ["is_in_standby"] = database.State == DatabaseState.Standby, ["user_access_desc"] = database.UserAccess,
                ["is_read_only"] = database.IsReadOnly || database.State == DatabaseState.Standby,
                ["is_auto_close_on"] = database.IsAutoClose,
                ["create_date"] = database.Created, ["owner_sid"] = database.OwnerSid,
            });
    }

    /// <summary>What is the same for all: nothing of replication, encryption, containment, availability groups.</summary>
    static Row DatabaseRow(Instance instance, string name, int id, Row row)
    {
        (row["name"], row["database_id"], row["containment_desc"], row["collation_name"]) = (name, id, "NONE", instance.Collation.Name);
        foreach (var nothing in new[] { "group_database_id", "replica_id" }) row[nothing] = null;
        string[] features =
        [
            "is_published", "is_merge_published", "is_subscribed", "is_distributor", "is_cdc_enabled", "is_broker_enabled",
            "is_trustworthy_on", "is_db_chaining_on", "is_master_key_encrypted_by_server", "is_encrypted",
        ];
        foreach (var off in features) row[off] = false;
        return row;
    }

    static IEnumerable<Row> Sessions(Instance instance)
    {
        foreach (var id in Enumerable.Range(1, instance.SystemDatabases.Count)) yield return SessionRow(instance, id, null);
        // "To see non-NULL values on a mirror database, you must be a member of the sysadmin fixed server role":
        // docs/relational-databases/system-catalog-views/sys-database-mirroring-transact-sql.md.
        bool IsSeen(Database database) => instance.CallerIsSysadmin || database.Mirroring?.Role != Role.Mirror;
        foreach (var database in instance.Databases)
            yield return SessionRow(instance, database.Id, IsSeen(database) ? database.Mirroring : null);
    }

    static Row SessionRow(Instance instance, int id, Mirroring? session) => new()
    {
        ["database_id"] = id,
        ["mirroring_guid"] = session?.Id,
        ["mirroring_state"] = session?.Id is null ? null : session.State switch
        {
            SessionState.Suspended => 0,
            SessionState.Disconnected => 1,
            SessionState.Synchronizing => 2,
            _ => 4,
        },
        ["mirroring_state_desc"] = session?.Id is null ? null : session.State.ToString().ToUpperInvariant(),
        ["mirroring_role_desc"] = session?.Id is null ? null : session.Role.ToString().ToUpperInvariant(),
        ["mirroring_safety_level_desc"] = session?.Id is null ? null : session.SafetyFull ? "FULL" : "OFF",
        ["mirroring_partner_name"] = session?.PartnerName,
        ["mirroring_partner_instance"] = session?.Id is null ? null : instance.Estate.Partner(session)?.ServerName,
        ["mirroring_witness_name"] = session?.Id is null ? null : session.WitnessName ?? "",
        ["mirroring_witness_state_desc"] = session?.Id is null ? null
            : session.WitnessName is null ? "UNKNOWN" : session.WitnessConnected ? "CONNECTED" : "DISCONNECTED",
        ["mirroring_connection_timeout"] = session?.Id is null ? null : session.Timeout,
    };

    static IEnumerable<Row> Certificates(Instance instance) => instance.Certificates.Select((one, index) => new Row
    {
        ["name"] = one.Key, ["certificate_id"] = index + 256, ["expiry_date"] = one.Value, ["thumbprint"] = null,
    });

    static IEnumerable<Row> MirroringEndpoints(Instance instance)
    {
        if (instance.Endpoint is not { } endpoint) yield break;
        yield return new()
        {
            ["name"] = endpoint.Name, ["endpoint_id"] = 65536, ["principal_id"] = PrincipalId(instance, endpoint.Owner),
            ["state_desc"] = endpoint.IsStarted ? "STARTED" : "STOPPED", ["role_desc"] = endpoint.Role,
            ["is_encryption_enabled"] = endpoint.IsEncrypted, ["encryption_algorithm_desc"] = endpoint.Algorithm,
            ["connection_auth_desc"] = endpoint.Authentication, ["certificate_id"] = 0,
        };
    }

    static IEnumerable<Row> TcpEndpoints(Instance instance)
    {
        yield return new() { ["name"] = "Dedicated Admin Connection", ["endpoint_id"] = 1, ["port"] = 0 };
        yield return new() { ["name"] = "TSQL Default TCP", ["endpoint_id"] = 4, ["port"] = 0 };
        if (instance.Endpoint is { } endpoint)
            yield return new()
            {
                ["name"] = endpoint.Name, ["endpoint_id"] = 65536, ["port"] = endpoint.Port, ["ip_address"] = endpoint.Address,
            };
    }

    public const long SessionId = 51;

    /// <summary>The one session that there is, on the server itself.</summary>
    static IEnumerable<Row> Connections(Instance instance) =>
        [new() { ["session_id"] = SessionId, ["net_transport"] = "Shared memory", ["auth_scheme"] = "NTLM" }];

    static IEnumerable<Row> RecoveryStatus(Instance instance) => instance.Databases.Select(database => new Row
    {
        ["database_id"] = database.Id,
        ["last_log_backup_lsn"] = database.LastLogBackup is { } lsn ? (decimal)lsn : null,
        ["family_guid"] = database.Family,
        ["recovery_fork_guid"] = database.Fork,
    });

    static IEnumerable<Row> Services(Instance instance)
    {
        var name = instance.Name ?? "MSSQLSERVER";
        yield return new()
        {
            ["servicename"] = $"SQL Server ({name})", ["status"] = 4, ["status_desc"] = "Running", ["startup_type_desc"] = "Automatic",
            ["service_account"] = instance.EngineAccount,
            ["filename"] = $"\"C:\\Program Files\\Microsoft SQL Server\\{name}\\Binn\\sqlservr.exe\" -s{name}",
        };
        yield return new()
        {
            ["servicename"] = $"SQL Server Agent ({name})",
            ["status"] = instance.IsAgentRunning ? 4 : 1, ["status_desc"] = instance.IsAgentRunning ? "Running" : "Stopped",
            ["startup_type_desc"] = "Automatic", ["service_account"] = instance.AgentAccount,
            ["filename"] = $"\"C:\\Program Files\\Microsoft SQL Server\\{name}\\Binn\\SQLAGENT.EXE\" -i {name}",
        };
    }

    static IEnumerable<Row> Files(Instance instance)
    {
        foreach (var (name, index) in instance.SystemDatabases.Select((name, index) => (name, index)))
        {
            yield return FileRow(index + 1, 1, isLog: false, name, $"{instance.DataFolder}{name}.mdf");
            yield return FileRow(index + 1, 2, isLog: true, $"{name}log", $"{instance.DataFolder}{name}log.ldf");
        }
        foreach (var database in instance.Databases)
            foreach (var file in database.Files)
                yield return FileRow(database.Id, file.Id, file.IsLog, file.LogicalName, file.PhysicalName, RedoStart(database));
    }

    /// <summary>
    /// "LSN at which the next roll forward must start. Is NULL unless state = RESTORING or RECOVERY_PENDING":
    /// docs/relational-databases/system-catalog-views/sys-master-files-transact-sql.md. A copy in STANDBY is ONLINE by its state.
    /// </summary>
    static object? RedoStart(Database database) => database.State == DatabaseState.Restoring ? (decimal)database.End : null;

    static Row FileRow(int database, int file, bool isLog, string name, string path, object? redoStart = null) => new()
    {
        ["redo_start_lsn"] = redoStart,
        ["database_id"] = database, ["file_id"] = file, ["type"] = isLog ? 1 : 0,
        ["name"] = name, ["physical_name"] = path, ["size"] = 1024,
    };

    static int PrincipalId(Instance instance, string login) =>
        instance.Logins.FindIndex(one => string.Equals(one.Name, login, StringComparison.OrdinalIgnoreCase)) + 257;

    static IEnumerable<Row> Principals(Instance instance) => instance.Logins.Select(login => new Row
    {
        ["name"] = login.Name, ["principal_id"] = PrincipalId(instance, login.Name), ["sid"] = login.Sid,
        ["type"] = login.IsWindows ? "U" : "S", ["is_disabled"] = false,
    });

    /// <summary>Class 105 is an endpoint, CO is CONNECT.</summary>
    static IEnumerable<Row> Permissions(Instance instance)
    {
        if (instance.Endpoint is null) return [];
        Row Of(string login, string state) => new()
        {
            ["class"] = 105, ["major_id"] = 65536, ["type"] = "CO  ", ["state"] = state,
            ["grantee_principal_id"] = PrincipalId(instance, login),
        };
        return instance.Connects.Select(login => Of(login, "G")).Concat(instance.Denied.Select(login => Of(login, "D")));
    }

    static IEnumerable<Row> MessagesOf(Instance instance) =>
        new[] { 14420, 14421 }.Concat(instance.UserMessages).Select(number => new Row { ["message_id"] = number });

    static IEnumerable<Row> Users(Instance instance) =>
        [new() { ["name"] = "dbo", ["sid"] = new byte[] { 1 }, ["type"] = "S", ["principal_id"] = 1 }];
}
