using OrleansML.Storage.Sqlite;

namespace OrleansML.StorageTests.Sqlite;

public sealed class SqliteGrainStorageOptionsTests
{
    [Fact]
    public void Validate_DefaultsWithPath_Passes() =>
        new SqliteGrainStorageOptionsValidator(new SqliteGrainStorageOptions { Path = "state.db" }, "Default").ValidateConfiguration();

    [Fact]
    public void Validate_EverythingWrong_NamesEveryViolation()
    {
        var options = new SqliteGrainStorageOptions
        {
            Path = " ",
            BusyTimeout = TimeSpan.Zero,
            QueueCapacity = 0,
            MaximumGroupSize = 20_000,
            MaximumStateBytes = 3,
            MaximumDatabaseBytes = 5,
            InitStage = ServiceLifecycleStage.Active,
        };

        var error = Assert.Throws<OrleansConfigurationException>(
            () => new SqliteGrainStorageOptionsValidator(options, "registry").ValidateConfiguration());

        Assert.Equal(
            "The SQLite grain storage 'registry' is configured wrongly: Path is empty; it must name the database file. " +
            "BusyTimeout is 00:00:00; it must lie between 00:00:01 and 00:05:00. " +
            "QueueCapacity is 0; it must lie between 1 and 1000000. " +
            "MaximumGroupSize is 20000; it must lie between 1 and 10000. " +
            "MaximumStateBytes is 3; it must lie between 1024 and 536870912. " +
            "InitStage is 20000; it must lie between 2000 and 19999. " +
            "MaximumDatabaseBytes is 5; it must lie between 1048576 and 9223372036854775807.", error.Message);
    }

    [Fact]
    public void Validate_PathWithNul_IsRefused()
    {
        var validator = new SqliteGrainStorageOptionsValidator(new SqliteGrainStorageOptions { Path = "a\0b" }, "Default");

        var error = Assert.Throws<OrleansConfigurationException>(validator.ValidateConfiguration);

        Assert.Equal(
            "The SQLite grain storage 'Default' is configured wrongly: Path contains a NUL character; it must name a file.", error.Message);
    }
}
