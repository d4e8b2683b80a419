using System.Globalization;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Storage;

/// <summary>
/// The files of a history: <c>ROOT/features/VIEW/events|served/day=YYYY-MM-DD/NAME.parquet</c>. A file under construction has the extension
/// <c>.tmp</c>. A file NAME.parquet that merges others has beside it <c>NAME.replaces</c>, which lists them: from the moment that NAME.parquet
/// exists, those do not count any more, whether they are deleted yet or not.
/// </summary>
internal static class HistoryFiles
{
    public const string Extension = ".parquet";
    public const string TemporaryExtension = ".tmp";
    public const string ReplacesExtension = ".replaces";

    internal const string DayPrefix = "day=";
    internal const string DayFormat = "yyyy-MM-dd";

    public static string RootOf(HistoryOptions history) => Path.Combine(history.Root, "features");

    public static string DirectoryOf(HistoryOptions history, string view, HistoryKind kind) =>
        Path.Combine(RootOf(history), view, kind == HistoryKind.Events ? "events" : "served");

    public static string DirectoryOf(HistoryOptions history, string view, HistoryKind kind, DateOnly day) =>
        Path.Combine(DirectoryOf(history, view, kind), DayPrefix + day.ToString(DayFormat, CultureInfo.InvariantCulture));

    public static DateOnly DayOf(FeatureTime time) => DateOnly.FromDateTime(time.ToDateTimeOffset().UtcDateTime);

    /// <summary>The day of a directory; null when it is not one of a day.</summary>
    public static DateOnly? DayOf(string directory)
    {
        var name = Path.GetFileName(directory);
        return name.StartsWith(DayPrefix, StringComparison.Ordinal)
            && DateOnly.TryParseExact(name.AsSpan(DayPrefix.Length), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }

    /// <summary>Directories of days, those of every view and kind.</summary>
    public static IEnumerable<string> Days(HistoryOptions history)
    {
        var root = RootOf(history);
        return Directory.Exists(root)
            ? Directory.EnumerateDirectories(root).SelectMany(Directory.EnumerateDirectories).SelectMany(Directory.EnumerateDirectories).Where(day => DayOf(day) is not null)
            : [];
    }

    /// <summary>The files that count, sorted.</summary>
    public static List<string> Of(HistoryOptions history, string view, HistoryKind kind)
    {
        var directory = DirectoryOf(history, view, kind);
        var files = new List<string>();
        if (!Directory.Exists(directory))
            return files;

        try
        {
            foreach (var day in Directory.EnumerateDirectories(directory).Where(path => DayOf(path) is not null))
                files.AddRange(InDay(day));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HistoryException($"The history in '{directory}' cannot be listed: {exception.Message}", exception);
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>The files of a day that count.</summary>
    public static IEnumerable<string> InDay(string directory)
    {
        // Files come first: the list beside a merged file that is seen was there before it.
        var files = Directory.GetFiles(directory, "*" + Extension);
        var merged = files.Select(file => Path.ChangeExtension(file, ReplacesExtension)).ToHashSet(StringComparer.Ordinal);
        var replaced = Directory.GetFiles(directory, "*" + ReplacesExtension).Where(merged.Contains).SelectMany(ReadReplaced).ToHashSet(StringComparer.Ordinal);
        return files.Where(file => !replaced.Contains(Path.GetFileName(file)));
    }

    /// <summary>Names of the files that a merged one replaces.</summary>
    public static string[] ReadReplaced(string list)
    {
        try
        {
            return File.ReadAllLines(list);
        }
        catch (FileNotFoundException)
        {
            // Removed meanwhile, after the files that it lists.
            return [];
        }
    }

    /// <summary>Removes a file that may be gone.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Readers ignore it; the next start tries again.
        }
    }

    /// <summary>Makes a complete file visible under its name, after its content has reached the disk.</summary>
    public static void Publish(string temporary, string path)
    {
        using (var handle = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(handle);
        File.Move(temporary, path, overwrite: false);
    }
}
