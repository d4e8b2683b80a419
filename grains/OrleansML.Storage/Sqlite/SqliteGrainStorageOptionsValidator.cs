namespace OrleansML.Storage.Sqlite;

/// <summary>Checks one provider's options before the silo starts and reports every violation at once.</summary>
internal sealed class SqliteGrainStorageOptionsValidator(SqliteGrainStorageOptions options, string name) : IConfigurationValidator
{
    private const long MinimumDatabaseBytes = 1024 * 1024;

    private readonly List<string> _violations = [];

    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        _violations.Clear();
        CheckPath();
        CheckRange(nameof(options.BusyTimeout), options.BusyTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        CheckRange(nameof(options.QueueCapacity), options.QueueCapacity, 1, 1_000_000);
        CheckRange(nameof(options.MaximumGroupSize), options.MaximumGroupSize, 1, 10_000);
        CheckRange(nameof(options.MaximumStateBytes), options.MaximumStateBytes, 1024, 512 * 1024 * 1024);
        CheckRange(nameof(options.InitStage), options.InitStage, ServiceLifecycleStage.RuntimeInitialize, ServiceLifecycleStage.Active - 1);
        if (options.MaximumDatabaseBytes is { } bytes)
            CheckRange(nameof(options.MaximumDatabaseBytes), bytes, MinimumDatabaseBytes, long.MaxValue);

        if (_violations.Count > 0)
        {
            throw new OrleansConfigurationException(
                $"The SQLite grain storage '{name}' is configured wrongly: {string.Join(" ", _violations)}");
        }
    }

    private void CheckPath()
    {
        if (string.IsNullOrWhiteSpace(options.Path))
            _violations.Add($"{nameof(options.Path)} is empty; it must name the database file.");
        else if (options.Path.Contains('\0'))
            _violations.Add($"{nameof(options.Path)} contains a NUL character; it must name a file.");
    }

    private void CheckRange<T>(string property, T value, T minimum, T maximum) where T : IComparable<T>
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
            _violations.Add(FormattableString.Invariant($"{property} is {value}; it must lie between {minimum} and {maximum}."));
    }
}
