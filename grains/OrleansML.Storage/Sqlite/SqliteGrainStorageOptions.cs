using Orleans.Storage;
using OrleansML.Storage.State;

namespace OrleansML.Storage.Sqlite;

/// <summary>Settings of one <see cref="SqliteGrainStorage"/> provider; every violation is reported when the silo starts.</summary>
public sealed class SqliteGrainStorageOptions
{
    /// <summary>
    /// The database file, absolute or relative to the working directory; required.
    /// A missing file and its missing directories are created. Use a local disk: WAL mode does not work on network file systems.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>
    /// How long a statement waits for another connection's lock before it fails; 1 s to 5 min, default 10 s.
    /// Too small fails writes when two silos share the file; too large hides a stuck process.
    /// </summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Operations that may wait in the writer's and in the reader's queue; 1 to 1,000,000, default 4,096.
    /// Beyond it callers wait asynchronously, so a slow disk slows grains down instead of filling memory.
    /// </summary>
    public int QueueCapacity { get; set; } = 4096;

    /// <summary>
    /// The most writes that one transaction, and so one disk flush, makes durable together; 1 to 10,000, default 256.
    /// </summary>
    public int MaximumGroupSize { get; set; } = 256;

    /// <summary>
    /// The largest serialized state in bytes; 1 KiB to 512 MiB, default 16 MiB. A larger one is refused before it is queued.
    /// </summary>
    public int MaximumStateBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// The size in bytes above which the database file does not grow, at least 1 MiB; writes then fail as on a full disk.
    /// <see langword="null"/>, the default, leaves the limit to the disk.
    /// </summary>
    public long? MaximumDatabaseBytes { get; set; }

    /// <summary>
    /// Whether clearing a state removes its row; default <see langword="false"/>: the row stays without data and keeps an ETag,
    /// as the Redis provider does. An ETag is never used twice in either case.
    /// </summary>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>
    /// The stage of the silo's life at which the file is opened; default <see cref="ServiceLifecycleStage.RuntimeStorageServices"/>.
    /// It must lie before <see cref="ServiceLifecycleStage.Active"/>, when the first grain reads its state.
    /// </summary>
    public int InitStage { get; set; } = ServiceLifecycleStage.RuntimeStorageServices;

    /// <summary>
    /// Turns states into bytes; default: the <see cref="IGrainStorageSerializer"/> registered under the provider's name,
    /// otherwise <see cref="JsonGrainStateSerializer"/>.
    /// </summary>
    public IGrainStorageSerializer? GrainStorageSerializer { get; set; }
}
