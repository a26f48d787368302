using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.TSql;

namespace Rehearsal.Statements;

/// <summary>
/// CREATE ENDPOINT for database mirroring, CREATE LOGIN … FROM WINDOWS and GRANT CONNECT ON ENDPOINT: docs/t-sql/statements/
/// create-endpoint-transact-sql.md, create-login-transact-sql.md, grant-endpoint-permissions-transact-sql.md.
/// </summary>
static class Security
{
    public static Flow CreateEndpoint(Execution execution, CreateEndpointStatement statement)
    {
        execution.RaiseFault("CREATE ENDPOINT", statement);
        var instance = execution.Session.Instance;
        if (statement.EndpointType != EndpointType.DatabaseMirroring || statement.Protocol != EndpointProtocol.Tcp)
            throw execution.Outside(statement, "CREATE ENDPOINT of another kind");
        if (execution.Session.TransactionCount > 0) throw SqlError.Of(226, "CREATE ENDPOINT");
        var port = statement.ProtocolOptions.OfType<LiteralEndpointProtocolOption>()
            .Where(option => option.Kind == EndpointProtocolOptions.TcpListenerPort)
            .Select(option => int.Parse(option.Value.Value, System.Globalization.CultureInfo.InvariantCulture)).Single();
        var address = statement.ProtocolOptions.OfType<ListenerIPEndpointProtocolOption>().Single() switch
        {
            { IsAll: true } => null,
            { IPv6: { } ip } => ip.Value,
            { IPv4PartOne: { } ip } =>
                $"{ip.OctetOne.Value}.{ip.OctetTwo.Value}.{ip.OctetThree.Value}.{ip.OctetFour.Value}",
            var other => throw execution.Outside(other, "a listener without an address"),
        };
        var role = statement.PayloadOptions.OfType<RolePayloadOption>().Single().Role;
        var encryption = statement.PayloadOptions.OfType<EncryptionPayloadOption>().Single();
        var authentication = statement.PayloadOptions.OfType<AuthenticationPayloadOption>().Single();
        if (instance.Endpoint is not null) throw SqlError.Of(7862, instance.Endpoint.Name);
        var roleName = role switch
        {
            DatabaseMirroringEndpointRole.All => "ALL",
            DatabaseMirroringEndpointRole.Partner => "PARTNER",
            DatabaseMirroringEndpointRole.Witness => "WITNESS",
            _ => throw execution.Outside(statement, "an endpoint without a role"),
        };
        var algorithms = Algorithms(execution, encryption);
        if (authentication.Protocol != AuthenticationProtocol.WindowsNegotiate)
            throw execution.Outside(authentication, "another authentication than WINDOWS NEGOTIATE");
        instance.Endpoint = new(statement.Name.Value, port, roleName, algorithms, statement.State == EndpointState.Started,
            instance.Caller, encryption.EncryptionSupport == EndpointEncryptionSupport.Required, "NEGOTIATE", address);
        execution.Done();
        return Flow.Next;
    }

    static string Algorithms(Execution execution, EncryptionPayloadOption option)
    {
        static string? Name(EncryptionAlgorithmPreference preference) => preference switch
        {
            EncryptionAlgorithmPreference.Aes => "AES",
            EncryptionAlgorithmPreference.Rc4 => "RC4",
            _ => null,
        };
        var names = new[] { Name(option.AlgorithmPartOne), Name(option.AlgorithmPartTwo) }.OfType<string>().ToList();
        // Left out it is RC4 up to 2014 and AES from 2016 on: a template has to write it.
        return names.Count > 0 ? string.Join(", ", names) : throw execution.Outside(option, "ENCRYPTION without ALGORITHM");
    }

    public static Flow CreateLogin(Execution execution, CreateLoginStatement statement)
    {
        execution.RaiseFault("CREATE LOGIN", statement);
        var instance = execution.Session.Instance;
        if (statement.Source is not WindowsCreateLoginSource { Options.Count: 0 })
            throw execution.Outside(statement, "CREATE LOGIN in another form than FROM WINDOWS");
        var name = statement.Name.Value;
        if (instance.FindLogin(name) is not null) throw SqlError.Of(15025, name);
        if (!name.Contains('\\')) throw SqlError.Of(15401, name);
        instance.Logins = instance.Logins.Add(new(name, Instance.SidOf(name), false));
        execution.Done();
        return Flow.Next;
    }

    public static Flow Grant(Execution execution, GrantStatement statement)
    {
        execution.RaiseFault("GRANT CONNECT", statement);
        var instance = execution.Session.Instance;
        if (statement.Permissions is not [{ Identifiers: [{ Value: "CONNECT" }] }]
            || statement.SecurityTargetObject is not { ObjectKind: SecurityObjectKind.Endpoint } target
            || statement.WithGrantOption || statement.Principals is not [{ Identifier: { } grantee }])
            throw execution.Outside(statement, "GRANT of something else than CONNECT on an endpoint");
        var endpoint = target.ObjectName.MultiPartIdentifier.Identifiers[^1].Value;
        if (instance.Endpoint is null || !instance.Collation.Equal(instance.Endpoint.Name, endpoint)) throw SqlError.Of(15151, endpoint);
        if (instance.FindLogin(grantee.Value) is not { } login) throw SqlError.Of(15151, grantee.Value);
        // To sa, the owner, or oneself it is refused.
        if (new[] { "sa", instance.Endpoint.Owner, instance.Caller }.Contains(login.Name, StringComparer.OrdinalIgnoreCase))
            throw SqlError.Of(4624, login.Name);
        instance.Connects = instance.Connects.Add(login.Name);
        execution.Done();
        return Flow.Next;
    }
}
