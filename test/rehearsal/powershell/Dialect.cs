namespace Rehearsal.PowerShell;

/// <summary>
/// The PowerShell that generated scripts may use: what the templates need and no more. Whatever is in no row stops the run before it
/// begins, also where it stands in code that would not be executed. Names are compared as PowerShell does, without regard to case.
/// </summary>
static class Dialect
{
    /// <summary>Command, and the parameters of it that are simulated. The script's own functions need no row.</summary>
    public static readonly Dictionary<string, string[]> Commands = Table(
        "ForEach-Object            Process",
        "Get-CimInstance           ClassName Filter",
        "Get-Command               Name ErrorAction",
        "Get-Date                  ",
        "Get-Item                  LiteralPath Force",
        "New-Object                TypeName ArgumentList",
        "Set-StrictMode            Version",
        "Start-Sleep               Seconds",
        "Start-Transcript          Path Append WhatIf Confirm",
        "Stop-Transcript           ",
        "Test-Path                 LiteralPath PathType",
        "Where-Object              FilterScript",
        "Write-Host                Object",
        "Write-Progress            Activity Status PercentComplete Completed",
        "Get-CsDatabaseMirrorState PoolFqdn DatabaseType ErrorAction",
        "Get-CsPersistentChatState ErrorAction",
        "Get-CsPool                Identity ErrorAction",
        "Get-CsService             PersistentChatServer PersistentChatDatabase PersistentChatComplianceDatabase PoolFqdn ErrorAction",
        "Install-CsMirrorDatabase  DatabaseType SqlServerFqdn SqlInstanceName FileShare Confirm ErrorAction",
        "Uninstall-CsMirrorDatabase  DatabaseType SqlServerFqdn SqlInstanceName Confirm ErrorAction",
        "Invoke-CsDatabaseFailover PoolFqdn DatabaseType NewPrincipal Confirm ErrorAction",
        "Set-CsPersistentChatActiveServer Identity ActiveServers Confirm ErrorAction",
        "Set-CsPersistentChatState Identity PoolState Confirm ErrorAction");

    /// <summary>
    /// The modules of pwsh, and the cmdlets that come from them: what is here no stand-in of commands/ may take the place of.
    /// </summary>
    public static readonly Dictionary<string, string[]> Modules = Table(
        "Microsoft.PowerShell.Utility Get-Date New-Object Write-Host Write-Progress",
        "Microsoft.PowerShell.Host Start-Transcript Stop-Transcript");

    /// <summary>What New-Object makes; those of Substitutions.cs are the estate's, the others are .NET's.</summary>
    public static readonly HashSet<string> Objects = Set(
        "System.Data.SqlClient.SqlConnection System.Net.IPEndPoint System.Net.Sockets.TcpClient System.Net.Sockets.UdpClient",
        "System.Security.AccessControl.FileSystemAccessRule System.Security.Principal.SecurityIdentifier",
        "System.Security.Principal.WindowsPrincipal");

    /// <summary>
    /// Type, and the static members of it: [Type]::Member. Those of Substitutions.cs are the estate's, the others are .NET's.
    /// </summary>
    public static readonly Dictionary<string, string[]> Statics = Table(
        "Microsoft.Win32.Registry                        GetValue",
        "System.DateTime                                 UtcNow",
        "System.Environment                              MachineName UserDomainName UserName",
        "System.Globalization.CultureInfo                InvariantCulture",
        "System.IO.Directory                             CreateDirectory GetFiles",
        "System.IO.File                                  Copy Move",
        "System.IO.FileAttributes                        ReparsePoint",
        "System.IO.FileSystemAclExtensions               GetAccessControl SetAccessControl",
        "System.Net.Dns                                  GetHostAddresses",
        "System.Net.IPAddress                            Any",
        "System.Net.Sockets.AddressFamily                InterNetwork InterNetworkV6",
        "System.Security.AccessControl.AccessControlType Deny",
        "System.Security.AccessControl.FileSystemRights  FullControl Modify ReadAndExecute",
        "System.Security.AccessControl.InheritanceFlags  ObjectInherit",
        "System.Security.Principal.WindowsBuiltInRole    Administrator",
        "System.Security.Principal.WindowsIdentity       GetCurrent",
        "System.StringComparison                         OrdinalIgnoreCase",
        "System.Text.Encoding                            ASCII");

    /// <summary>Types that are named: in a conversion, for a parameter, after -is, as a value.</summary>
    public static readonly HashSet<string> Types = Set(
        "bool byte byte[] decimal int ref string string[] System.Management.Automation.MethodInvocationException",
        "System.Security.AccessControl.FileSystemRights System.Security.Principal.NTAccount System.Security.Principal.SecurityIdentifier");

    /// <summary>Attributes of a parameter or a script.</summary>
    public static readonly HashSet<string> Attributes = Set("CmdletBinding");

    /// <summary>Methods of objects.</summary>
    public static readonly HashSet<string> Methods = Set(
        // string, DateTime, Encoding
        "Contains EndsWith GetBytes GetString IndexOf LastIndexOf Replace StartsWith Substring ToString TrimEnd",
        // SqlClient
        "AddWithValue CreateCommand Dispose ExecuteReader GetName GetValue Open Read",
        // TcpClient, UdpClient
        "BeginConnect Close Connect EndConnect Receive Send WaitOne",
        // WindowsPrincipal, access lists
        "AddAccessRule GetAccessControl GetAccessRules IsInRole SetAccessControl",
        // $PSCmdlet
        "ShouldProcess");

    /// <summary>Properties of objects, and keys of tables that are written as such.</summary>
    public static readonly HashSet<string> Properties = Set(
        "Count Length Name Value PSObject Properties",
        "Exception InnerException Message",
        "CommandText CommandTimeout ConnectionString FieldCount Parameters",
        "AsyncWaitHandle Client ReceiveTimeout",
        "AccessControlType Attributes FileSystemRights IdentityReference InheritanceFlags PropagationFlags",
        "DeviceID FreeSpace Size StartMode StartName State",
        "ActiveServers Computers",
        "PSVersion Major");

    /// <summary>
    /// Variables that PowerShell sets. Every other one must be set by the script; no scope but script: is written, no drive.
    /// </summary>
    public static readonly HashSet<string> Variables =
        Set("_ ErrorActionPreference false Matches null PSCmdlet PSVersionTable true WhatIfPreference");

    /// <summary>Classes of Win32 for Get-CimInstance, and the only filter of each; empty is none.</summary>
    public static readonly Dictionary<string, string> CimClasses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Win32_LogicalDisk"] = "DriveType=3",
        ["Win32_Service"] = "",
    };

    /// <summary>
    /// The language, by the names of the parser's nodes without "Ast": no trap, class, text with values in it, redirection, chain of
    /// pipelines.
    /// </summary>
    public static readonly HashSet<string> Nodes = Set(
        "ScriptBlock NamedBlock ParamBlock Parameter Attribute NamedAttributeArgument TypeConstraint FunctionDefinition",
        "StatementBlock Pipeline Command CommandExpression CommandParameter AssignmentStatement",
        "IfStatement WhileStatement ForStatement ForEachStatement SwitchStatement TryStatement CatchClause",
        "ReturnStatement ContinueStatement ThrowStatement ExitStatement",
        "BinaryExpression UnaryExpression ConvertExpression ParenExpression ArrayExpression ArrayLiteral",
        "IndexExpression MemberExpression InvokeMemberExpression TypeExpression VariableExpression ScriptBlockExpression",
        "ConstantExpression StringConstantExpression Hashtable");

    /// <summary>Operators, by the parser's names; a leading I is for what does not look at case, which is the usual form.</summary>
    public static readonly HashSet<string> Operators = Set(
        "Equals PlusEquals PostfixPlusPlus Plus Multiply Divide Format Join Isplit And Or Not Band Bor Is",
        "Ieq Ine Igt Ige Ilt Ile Ilike Inotlike Imatch Icontains Inotcontains");

    static Dictionary<string, string[]> Table(params string[] rows) => rows
        .Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(r => r[0], r => r[1..], StringComparer.OrdinalIgnoreCase);

    static HashSet<string> Set(params string[] rows) => new(rows.SelectMany(r => r.Split(' ')), StringComparer.OrdinalIgnoreCase);
}
