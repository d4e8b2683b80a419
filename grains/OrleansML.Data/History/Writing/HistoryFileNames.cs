using System.Globalization;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Writing;

/// <summary>Names of files that no other silo, and no other run of this one, gives: silo, start of the run, number.</summary>
internal sealed class HistoryFileNames(string silo, FeatureTime started)
{
    /// <summary>Number of the name that was given last; 0 before the first.</summary>
    public int Last { get; private set; }

    /// <summary>What all names of this run begin with.</summary>
    public string Run { get; } = string.Create(CultureInfo.InvariantCulture, $"{silo}-{started.Microseconds:x16}");

    /// <summary>A name that a run gave.</summary>
    public static string Of(string run, int number) => string.Create(CultureInfo.InvariantCulture, $"{run}-{number:D6}{HistoryFiles.Extension}");

    public string Next() => Of(Run, ++Last);

    /// <summary>Whether a file, of whatever extension, was named by this silo in any run.</summary>
    public bool IsOwn(string path)
    {
        const int Started = 16;
        var name = Path.GetFileName(path.AsSpan());
        if (!name.StartsWith(silo, StringComparison.Ordinal))
            return false;

        // Another silo's name may begin like this one's.
        var rest = name[silo.Length..];
        return rest.Length > Started + 1 && rest[0] == '-' && rest[Started + 1] == '-' && rest.Slice(1, Started).IndexOfAnyExcept("0123456789abcdef") < 0;
    }
}
