using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Grains.Features;

namespace OrleansML.Grains.Training;

/// <summary>Where a silo works on the rows of runs; nothing there is needed any more once the work is done.</summary>
internal sealed class TrainingFolders(IOptions<FeatureOptions> features)
{
    /// <summary>What reading rows may use.</summary>
    public static HistoryQueryOptions Reading { get; } = new() { Threads = 1 };

    /// <summary>A new folder.</summary>
    public string Create(string run)
    {
        var folder = Path.Combine(features.Value.DataDirectory, "training", $"{run}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Removes a folder and what is in it.</summary>
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
