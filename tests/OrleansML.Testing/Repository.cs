namespace OrleansML.Testing;

/// <summary>Finds files of the repository that a test run belongs to.</summary>
public static class Repository
{
    private static readonly DirectoryInfo Root = Find();

    /// <summary>The full path of a file or folder of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root.FullName, .. parts]);

    private static DirectoryInfo Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrleansML.sln")))
                return folder;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
    }
}
