using System.Globalization;

namespace OrleansML.Grains.Scoring;

/// <summary>Keys of the grains of a job; the pool comes first because placement reads it.</summary>
internal static class ScoringKeys
{
    public static string Worker(string pool, string job, int slot) => string.Create(CultureInfo.InvariantCulture, $"{pool}/{job}/{slot}");

    public static string Task(string pool, string job) => $"{pool}/{job}";

    public static (string Job, int Slot) OfWorker(string key)
    {
        var parts = key.Split('/');
        return (parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
