namespace OrleansML.LearningTests;

/// <summary>Finds the folder of real data beside the repository.</summary>
internal static class SharedData
{
    public const string MissingReason = "The folder ../shared/data beside the repository is missing.";

    public static string? Root { get; } = Find();

    public static string PathOf(params string[] parts) =>
        Path.Combine([Root ?? throw new InvalidOperationException(MissingReason), .. parts]);

    public static IEnumerable<string> ModelNames() =>
        Root is null
            ? []
            : Directory.EnumerateDirectories(PathOf("onnx-models")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "OrleansML.sln")) && !Path.Exists(Path.Combine(folder.FullName, ".git")))
                continue;

            for (var above = folder.Parent; above is not null; above = above.Parent)
            {
                var data = Path.Combine(above.FullName, "shared", "data");
                if (Directory.Exists(data))
                    return data;
            }
        }

        return null;
    }
}
