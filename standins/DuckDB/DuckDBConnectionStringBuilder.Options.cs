using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DuckDB.NET.Data;

/// <content>Options of DuckDB as properties; empty or null where the connection string does not name them.</content>
public partial class DuckDBConnectionStringBuilder
{
    /// <summary>How the database is opened.</summary>
    public DuckDBAccessMode? AccessMode
    {
        get => NamedOption<DuckDBAccessMode>("access_mode", AccessModes);
        set => SetNamedOption("access_mode", AccessModes, value);
    }

    /// <summary>How many threads run queries.</summary>
    public int? Threads
    {
        get => IntegerOption("threads");
        set => SetOption("threads", value?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>How many of them are threads of the caller.</summary>
    public int? ExternalThreads
    {
        get => IntegerOption("external_threads");
        set => SetOption("external_threads", value?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>How much memory may be used, as in <c>4GB</c>.</summary>
    [AllowNull]
    public string MemoryLimit
    {
        get => Text("memory_limit");
        set => SetOption("memory_limit", value);
    }

    /// <summary>Where data that does not fit in memory goes.</summary>
    [AllowNull]
    public string TempDirectory
    {
        get => Text("temp_directory");
        set => SetOption("temp_directory", value);
    }

    /// <summary>How much may go there, as in <c>90GB</c>.</summary>
    [AllowNull]
    public string MaxTempDirectorySize
    {
        get => Text("max_temp_directory_size");
        set => SetOption("max_temp_directory_size", value);
    }

    /// <summary>The size of the write-ahead log at which its changes move to the file, as in <c>16MB</c>.</summary>
    [AllowNull]
    public string CheckpointThreshold
    {
        get => Text("checkpoint_threshold");
        set => SetOption("checkpoint_threshold", value);
    }

    /// <summary>The oldest version of DuckDB that shall read the file.</summary>
    [AllowNull]
    public string StorageCompatibilityVersion
    {
        get => Text("storage_compatibility_version");
        set => SetOption("storage_compatibility_version", value);
    }

    /// <summary>Whether queries may read and write files, load extensions and attach databases.</summary>
    public bool? EnableExternalAccess
    {
        get => BooleanOption("enable_external_access");
        set => SetOption("enable_external_access", value switch { null => null, true => "true", false => "false" });
    }

    /// <summary>Whether extensions without a signature may be loaded.</summary>
    public bool? AllowUnsignedExtensions
    {
        get => BooleanOption("allow_unsigned_extensions");
        set => SetOption("allow_unsigned_extensions", value switch { null => null, true => "true", false => "false" });
    }

    /// <summary>Whether extensions of the community may be loaded.</summary>
    public bool? AllowCommunityExtensions
    {
        get => BooleanOption("allow_community_extensions");
        set => SetOption("allow_community_extensions", value switch { null => null, true => "true", false => "false" });
    }

    /// <summary>Whether secrets may be kept on disk.</summary>
    public bool? AllowPersistentSecrets
    {
        get => BooleanOption("allow_persistent_secrets");
        set => SetOption("allow_persistent_secrets", value switch { null => null, true => "true", false => "false" });
    }

    /// <summary>Where secrets are kept.</summary>
    [AllowNull]
    public string SecretDirectory
    {
        get => Text("secret_directory");
        set => SetOption("secret_directory", value);
    }

    /// <summary>Whether options can no longer be changed.</summary>
    public bool? LockConfiguration
    {
        get => BooleanOption("lock_configuration");
        set => SetOption("lock_configuration", value switch { null => null, true => "true", false => "false" });
    }

    /// <summary>Whether a query may load the extension that it needs.</summary>
    public bool? AutoloadKnownExtensions
    {
        get => BooleanOption("autoload_known_extensions");
        set => SetOption("autoload_known_extensions", value switch { null => null, true => "true", false => "false" });
    }

    /// <summary>Whether a query may fetch the extension that it needs.</summary>
    public bool? AutoinstallKnownExtensions
    {
        get => BooleanOption("autoinstall_known_extensions");
        set => SetOption("autoinstall_known_extensions", value switch { null => null, true => "true", false => "false" });
    }

    /// <summary>Where extensions are kept.</summary>
    [AllowNull]
    public string ExtensionDirectory
    {
        get => Text("extension_directory");
        set => SetOption("extension_directory", value);
    }

    /// <summary>Where extensions are fetched from.</summary>
    [AllowNull]
    public string CustomExtensionRepository
    {
        get => Text("custom_extension_repository");
        set => SetOption("custom_extension_repository", value);
    }

    /// <summary>The order of ORDER BY where a query names none.</summary>
    public DuckDBSortOrder? DefaultOrder
    {
        get => NamedOption<DuckDBSortOrder>("default_order", SortOrders);
        set => SetNamedOption("default_order", SortOrders, value);
    }

    /// <summary>Where ORDER BY puts nulls when a query does not say.</summary>
    public DuckDBNullOrder? DefaultNullOrder
    {
        get => NamedOption<DuckDBNullOrder>("default_null_order", NullOrders);
        set => SetNamedOption("default_null_order", NullOrders, value);
    }

    /// <summary>How text is compared where a query does not say.</summary>
    [AllowNull]
    public string DefaultCollation
    {
        get => Text("default_collation");
        set => SetOption("default_collation", value);
    }

    /// <summary>Whether rows without ORDER BY keep the order in which they were inserted.</summary>
    public bool? PreserveInsertionOrder
    {
        get => BooleanOption("preserve_insertion_order");
        set => SetOption("preserve_insertion_order", value switch { null => null, true => "true", false => "false" });
    }

    /// <summary>What extensions name to servers.</summary>
    [AllowNull]
    public string CustomUserAgent
    {
        get => Text("custom_user_agent");
        set => SetOption("custom_user_agent", value);
    }

    /// <summary>Whether messages of errors are JSON.</summary>
    public bool? ErrorsAsJson
    {
        get => BooleanOption("errors_as_json");
        set => SetOption("errors_as_json", value switch { null => null, true => "true", false => "false" });
    }
}
