# The good sample of the oracle's self-test. Every broken sample is this one with one change.
#Requires -Version 3.0
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param()

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$pool = 'pchat.contoso.com'
$limit = 60

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
    for ($second = 0; $second -lt $limit; $second += 5) {
        Write-Progress -Activity 'Waiting for mgc' -SecondsRemaining ($limit - $second)
        Start-Sleep -Seconds 5
    }
}
