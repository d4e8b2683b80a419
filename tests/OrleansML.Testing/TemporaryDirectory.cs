namespace OrleansML.Testing;

/// <summary>A directory for one test, removed with everything in it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("orleansml-");

    public string Path => _directory.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A path that nobody can create, root included: its parent is a regular file.</summary>
    public string Unusable(string name)
    {
        System.IO.File.WriteAllText(File("regular-file"), "");
        return System.IO.Path.Combine(File("regular-file"), name);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
