using System.Globalization;

namespace OrleansML.Grains.Training;

/// <summary>Keys of the grains of a run; the pool comes first because placement reads it.</summary>
internal static class TrainingKeys
{
    public static string Worker(string pool, string run, int slot) => string.Create(CultureInfo.InvariantCulture, $"{pool}/{run}/{slot}");

    public static string Task(string pool, string run) => $"{pool}/{run}";

    public static (string Run, int Slot) OfWorker(string key)
    {
        var parts = key.Split('/');
        return (parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
