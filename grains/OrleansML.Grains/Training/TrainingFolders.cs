using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Grains.Features;

namespace OrleansML.Grains.Training;

/// <summary>
/// Where a silo works on the rows of runs; nothing there is needed any more once the work is done. Silos may share the directory: a folder's name begins
/// with the address of its silo.
/// </summary>
internal sealed partial class TrainingFolders(
    IOptions<FeatureOptions> features, ILocalSiloDetails self, ISiloStatusOracle membership, TimeProvider time, ILogger<TrainingFolders> logger)
{
    // Neither addresses nor names of runs have it.
    private const char Separator = '~';

    // A silo that nobody knows is one of long ago, or one that others have just let in.
    private static readonly TimeSpan StrangerAge = TimeSpan.FromHours(1);

    /// <summary>What reading rows may use.</summary>
    public static HistoryQueryOptions Reading { get; } = new() { Threads = 1 };

    private string Root => Path.Combine(features.Value.DataDirectory, "training");

    /// <summary>A new folder.</summary>
    public string Create(string run)
    {
        var folder = Path.Combine(Root, $"{self.SiloAddress.ToParsableString()}{Separator}{run}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Removes a folder and what is in it.</summary>
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>
    /// Removes folders of silos that died at work: those that are dead in the membership, earlier processes at this silo's address, and others that are
    /// not in the membership and have not changed for an hour.
    /// </summary>
    public void RemoveThoseOfLostSilos()
    {
        if (!Directory.Exists(Root))
            return;

        foreach (var folder in new DirectoryInfo(Root).EnumerateDirectories().Where(IsOfLostSilo))
        {
            try
            {
                Remove(folder.FullName);
                LogRemoved(logger, folder.FullName);
            }
            catch (IOException)
            {
                // Another silo removes it too.
            }
        }
    }

    private bool IsOfLostSilo(DirectoryInfo folder)
    {
        var parts = folder.Name.Split(Separator);
        if (parts.Length != 2 || AddressOf(parts[0]) is not { } silo)
            return false;

        return membership.GetApproximateSiloStatus(silo) switch
        {
            SiloStatus.Dead => true,
            SiloStatus.None => self.SiloAddress.IsSuccessorOf(silo) || time.GetUtcNow() - folder.LastWriteTimeUtc >= StrangerAge,
            _ => false,
        };
    }

    private static SiloAddress? AddressOf(string text)
    {
        try
        {
            return SiloAddress.FromParsableString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Folder}: its silo was lost at work.")]
    private static partial void LogRemoved(ILogger logger, string folder);
}
