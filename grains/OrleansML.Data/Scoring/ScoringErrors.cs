using System.Globalization;
using DuckDB.NET.Data;

namespace OrleansML.Data.Scoring;

/// <summary>What an error of a disk or of DuckDB means for a job.</summary>
internal static class ScoringErrors
{
    private const int NoSpaceLeft = 28;

    /// <summary>Whether an exception is one that these speak of.</summary>
    public static bool IsKnown(Exception exception) => exception is DuckDBException or IOException or UnauthorizedAccessException;

    /// <summary>Says that a file cannot be read.</summary>
    public static ScoringDataException Reading(string path, Exception exception) =>
        new(exception is UnauthorizedAccessException ? ScoringFailure.Refused : FailureOf(exception), [$"'{path}' cannot be read: {Reason(exception)}"], exception);

    /// <summary>Says that a file cannot be written, with the room that is left.</summary>
    public static ScoringDataException Writing(string path, Exception exception)
    {
        var failure = FailureOf(exception);
        var remedy = failure switch
        {
            ScoringFailure.NoRoom => $"{Room(path)}free space there, or give the job another folder",
            ScoringFailure.Refused => "give the account of the silo the right to write there, or the job another folder",
            _ => "see that the folder exists and can be written",
        };
        return new ScoringDataException(failure, [$"'{path}' cannot be written: {Reason(exception)}; {remedy}"], exception);
    }

    /// <summary>The first line of what happened, without full stop.</summary>
    public static string Reason(Exception exception) => exception.Message.Split('\n', 2)[0].TrimEnd().TrimEnd('.');

    private static ScoringFailure FailureOf(Exception exception)
    {
        if ((exception is IOException && (exception.HResult & 0xFFFF) == NoSpaceLeft)
            || exception.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("max_temp_directory_size", StringComparison.Ordinal))
        {
            return ScoringFailure.NoRoom;
        }

        return exception is UnauthorizedAccessException || exception.Message.Contains("Permission denied", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("Read-only file system", StringComparison.OrdinalIgnoreCase)
            ? ScoringFailure.Refused
            : ScoringFailure.Misconfigured;
    }

    private static string Room(string path)
    {
        try
        {
            var drive = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return string.Create(CultureInfo.InvariantCulture, $"{drive.AvailableFreeSpace >> 10} KiB are free; ");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }
}
