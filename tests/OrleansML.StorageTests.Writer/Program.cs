using OrleansML.StorageTests.Writer;

return args switch
{
    ["sqlite", var path] => await GrainStateWriter.RunAsync(path),
    ["artifact", var root, var uploadId] => await ArtifactWriter.RunAsync(root, uploadId),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: OrleansML.StorageTests.Writer sqlite DATABASE | artifact DIRECTORY UPLOAD");
    return 2;
}
