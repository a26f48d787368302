using Rehearsal.Estates;

namespace Rehearsal.Procedures;

/// <summary>
/// xp_fileexist, which no page describes: whether a path is a file, is a folder, and whether the folder above it is there, as the engine's
/// account sees it.
/// </summary>
static class FileExists
{
    public static int Run(Call call)
    {
        if (call.Arguments is not [{ Value: { IsNull: false, Type.IsString: true } path }] || call.Rows is null)
            throw call.Execution.Outside(call.At, "xp_fileexist in another form than INSERT … EXEC with one path");
        var folders = call.Estate.Folders;
        var id = call.Instance.Id;
        bool Sees(Folder? folder) => folder is not null && !folder.Denied.Contains($"{id}/engine");
        var (above, name) = Folders.Split(path.Text!.TrimEnd('\\', '/'));
        var parent = folders.Find(id, above);
        var isFile = Sees(parent) && parent!.Files.ContainsKey(name);
        var isFolder = Sees(folders.Find(id, path.Text!));
        call.Rows.Add([isFile ? 1L : 0L, isFolder ? 1L : 0L, isFolder || Sees(parent) ? 1L : 0L]);
        return 0;
    }
}
