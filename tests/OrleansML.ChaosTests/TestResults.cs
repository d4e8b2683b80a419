namespace OrleansML.ChaosTests;

/// <summary>Where this project's test results lie: beside the build, as the scripts in <c>deploy/</c> put them.</summary>
internal static class TestResults
{
    private static readonly DirectoryInfo Build = new(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..")));

    /// <summary>The engines that the tests were built with.</summary>
    public static string Engines => Build.Name;

    /// <summary>The folder of one test, created where it is missing.</summary>
    public static string FolderOf(string test) =>
        Directory.CreateDirectory(Path.Combine(Build.FullName, "test-results", "OrleansML.ChaosTests", "faults", test)).FullName;

    /// <summary>The folder of another build with the same engines.</summary>
    public static string BuildFolder(string name) => Path.Combine(Build.FullName, "builds", name);
}
