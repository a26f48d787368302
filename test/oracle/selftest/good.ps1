# The good sample of the oracle's self-test. Every broken sample is this one with one change.
# Changes:
#   1. Install-CsMirrorDatabase
#   2. Invoke-CsDatabaseFailover
#   3. ALTER DATABASE [mgc] SET PARTNER FAILOVER;
#Requires -Version 3.0
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param()

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$pool = 'pchat.contoso.com'
$limit = 60
$sqlState = 'SELECT d.state_desc FROM sys.databases AS d WHERE d.name = @database;'
$sqlFailover = 'ALTER DATABASE [mgc] SET PARTNER FAILOVER;'

function Invoke-Statement {
    param([string] $Statement)
    $connection = New-Object -TypeName System.Data.SqlClient.SqlConnection
    try {
        $connection.Open()
        $command = $connection.CreateCommand()
        $command.CommandText = $Statement
        $null = $command.Parameters.AddWithValue('@database', 'mgc')
        $null = $command.ExecuteNonQuery()
    }
    finally {
        $connection.Dispose()
    }
}

function Get-MirrorState {
    param([string] $Fqdn)
    Get-CsDatabaseMirrorState -PoolFqdn $Fqdn -DatabaseType PersistentChat |
        Where-Object { $_.DatabaseName -eq 'mgc' }
}

$state = Get-MirrorState -Fqdn $pool
if ($null -ne $state -and $state.StateOnPrimary -eq 'Principal') {
    Write-Host "mgc on $pool is mirrored already."
    return
}

$install = @{
    DatabaseType = 'PersistentChat'
    FileShare = '\\fs1.contoso.com\mirror-seed'
    SqlServerFqdn = 'sqla1.contoso.com'
    SqlInstanceName = 'RTC'
}
if ($PSCmdlet.ShouldProcess('mgc on sqla1.contoso.com', 'Install-CsMirrorDatabase')) {
    Install-CsMirrorDatabase @install -Confirm:$false
    Invoke-CsDatabaseFailover -PoolFqdn $pool -DatabaseType PersistentChat -NewPrincipal Mirror -Confirm:$false
    Invoke-Statement -Statement $sqlState
    Invoke-Statement -Statement $sqlFailover
    for ($second = 0; $second -lt $limit; $second += 5) {
        Write-Progress -Activity 'Waiting for mgc' -SecondsRemaining ($limit - $second)
        Start-Sleep -Seconds 5
    }
}
