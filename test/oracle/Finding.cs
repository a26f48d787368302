namespace Oracle;

/// <summary>One thing that is wrong, where it stands in the file that was looked at. Lines and columns count from 1.</summary>
sealed record Finding(string Path, int Line, int Column, string Code, string Message);
