using System.Globalization;
using OrleansML.StorageTests.Writer;

return args switch
{
    ["sqlite", var path] => await GrainStateWriter.RunAsync(path, killAfter: null),
    ["sqlite", var path, var killAfter] => await GrainStateWriter.RunAsync(path, int.Parse(killAfter, CultureInfo.InvariantCulture)),
    ["artifact", var root, var uploadId] => await ArtifactWriter.RunAsync(root, uploadId),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: OrleansML.StorageTests.Writer sqlite DATABASE [KILL-AFTER] | artifact DIRECTORY UPLOAD");
    return 2;
}
