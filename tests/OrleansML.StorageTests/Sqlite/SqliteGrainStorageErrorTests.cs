using OrleansML.Storage.Sqlite;

namespace OrleansML.StorageTests.Sqlite;

public sealed class SqliteGrainStorageErrorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("state.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_DirectoryMissing_IsCreated()
    {
        var path = Path.Combine(_directory.Path, "not", "yet", "there", "state.db");

        using var storage = await StorageHarness.StartAsync(path);
        await storage.CreateAsync("a", 1);

        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Start_DirectoryCannotBeCreated_SaysWhichAndWhatToDo()
    {
        var path = Path.Combine(_directory.Unusable("store"), "state.db");

        var error = await FailStartAsync(path);

        Assert.StartsWith(
            $"The directory '{Path.GetDirectoryName(path)}' of the SQLite database '{path}' cannot be created: ",
            error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Create it with write permission for this process, or configure another Path.", error.Message, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task Start_NoWritePermission_SaysWhichFileAndWhatToDo()
    {
        // Not even root may create a file there.
        const string path = "/proc/self/state.db";

        var error = await FailStartAsync(path);

        Assert.Equal(
            $"The SQLite database '{path}' cannot be opened for writing; give this process write permission for " +
            "the file and its directory, " +
            "or configure another Path. (SQLite error 14: unable to open database file)", error.Message);
    }

    [Fact]
    public async Task Start_PathIsDirectory_SaysSo()
    {
        var error = await FailStartAsync(_directory.Path);

        Assert.Equal(
            $"The SQLite database path '{_directory.Path}' is a directory; configure the Path of a file, " +
            $"for example '{_directory.File("state.db")}'.", error.Message);
    }

    [Fact]
    public async Task Start_NotADatabase_SaysSoAndLeavesTheFile()
    {
        var content = new string('x', 10_000);
        await File.WriteAllTextAsync(Database, content);

        var error = await FailStartAsync(Database);

        Assert.Equal(
            $"The SQLite database '{Database}' is not a SQLite database; configure another Path, or put the right file there. " +
            "(SQLite error 26: file is not a database)", error.Message);
        Assert.Equal(content, await File.ReadAllTextAsync(Database));
    }

    [Fact]
    public async Task Start_NewerSchema_IsRefused()
    {
        using (await StorageHarness.StartAsync(Database))
        using (var raw = StorageHarness.OpenRaw(Database))
            raw.Execute("UPDATE schema_version SET version = 7 WHERE component = 'grain_state'");

        var error = await FailStartAsync(Database);

        Assert.Equal(
            $"The SQLite database '{Database}' has version 7 of the grain state tables, but this build knows only version 1. " +
            "Run the build that wrote the file, or newer, or restore a backup made by this one.", error.Message);
    }

    [Fact]
    public async Task Start_LockedByAnotherProgram_SaysSo()
    {
        using var raw = StorageHarness.OpenRaw(Database);
        raw.Execute("CREATE TABLE something (id INTEGER)");
        raw.Execute("BEGIN EXCLUSIVE");

        var error = await FailStartAsync(Database);

        Assert.Equal(LockedMessage(), error.Message);
    }

    [Fact]
    public async Task Write_LockedByAnotherProgram_FailsThenWorksAgain()
    {
        using var storage = await StorageHarness.StartAsync(Options(Database));
        using var raw = StorageHarness.OpenRaw(Database);
        raw.Execute("BEGIN IMMEDIATE");

        var error = await Assert.ThrowsAsync<SqliteStorageException>(() => storage.CreateAsync("a", 1));

        Assert.Equal(LockedMessage(), error.Message);
        Assert.False((await storage.ReadAsync("a")).RecordExists);
        raw.Execute("ROLLBACK");
        await storage.CreateAsync("a", 2);
        Assert.Equal(2, (await storage.ReadAsync("a")).State!.Value);
    }

    [Fact]
    public async Task Write_FileFull_FailsThenWorksAgainAfterClear()
    {
        const int limit = 1024 * 1024;
        using var storage = await StorageHarness.StartAsync(
            new SqliteGrainStorageOptions { Path = Database, MaximumDatabaseBytes = limit, DeleteStateOnClear = true });
        var big = new CounterState { Note = new string('x', 400_000) };
        var first = new GrainState<CounterState>(big);
        await storage.WriteAsync("first", first);
        await storage.WriteAsync("second", new GrainState<CounterState>(big));

        var error = await Assert.ThrowsAsync<SqliteStorageException>(() => storage.WriteAsync("third", new GrainState<CounterState>(big)));

        Assert.Equal(
            $"The SQLite database '{Database}' is full: the disk has no room left, or the file reached " +
            $"MaximumDatabaseBytes ({limit} bytes); " +
            "nothing was written. Free space, or raise the limit. (SQLite error 13: database or disk is full)", error.Message);
        await storage.ClearAsync("first", first);
        await storage.WriteAsync("third", new GrainState<CounterState>(big));
        Assert.Equal(400_000, (await storage.ReadAsync("third")).State!.Note.Length);
        Assert.True((await storage.ReadAsync("second")).RecordExists);
    }

    [Fact]
    public async Task Write_StateTooLarge_IsRefused()
    {
        using var storage = await StorageHarness.StartAsync(new SqliteGrainStorageOptions { Path = Database, MaximumStateBytes = 1024 });

        var error = await Assert.ThrowsAsync<SqliteStorageException>(
            () => storage.WriteAsync("a", new GrainState<CounterState>(new CounterState { Note = new string('x', 1024) })));

        Assert.Equal(
            "The state 'state' of grain 'counter/a' (service 'tests') takes 1045 bytes, but storage 'tested' accepts at most 1024 " +
            "(MaximumStateBytes). Keep large data in the artifact store and its digest in the state, or raise the limit.", error.Message);
    }

    [Fact]
    public async Task Read_BytesOfAnotherShape_SaysWhichStateAndType()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        await storage.WriteStateAsync(StorageHarness.StateName, StorageHarness.Grain("a"), new GrainState<string>("text"));

        var error = await Assert.ThrowsAsync<SqliteStorageException>(() => storage.ReadAsync("a"));

        Assert.StartsWith(
            $"The state 'state' of grain 'counter/a' (service 'tests') in '{Database}' (6 bytes) cannot be read as " +
            $"{typeof(CounterState)} " +
            "by JsonGrainStateSerializer: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "It was written by another serializer, or by a build whose state type had another shape.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_AfterStop_SaysThatItIsClosed()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        await storage.StopAsync(CancellationToken.None);

        var error = await Assert.ThrowsAsync<SqliteStorageException>(() => storage.CreateAsync("a", 1));

        Assert.Equal(
            $"The SQLite database '{Database}' is closed because its silo stopped or never started; nothing was done.", error.Message);
    }

    [Fact]
    public async Task Write_AfterFailedStart_SaysThatItIsClosed()
    {
        using var storage = StorageHarness.Create(Options(_directory.Path));
        await Assert.ThrowsAsync<SqliteStorageException>(() => storage.StartAsync(CancellationToken.None));

        await Assert.ThrowsAsync<SqliteStorageException>(() => storage.CreateAsync("a", 1));
        await Assert.ThrowsAsync<SqliteStorageException>(() => storage.ReadAsync("a"));
    }

    private static async Task<SqliteStorageException> FailStartAsync(string path)
    {
        using var storage = StorageHarness.Create(Options(path));
        return await Assert.ThrowsAsync<SqliteStorageException>(() => storage.StartAsync(CancellationToken.None));
    }

    private static SqliteGrainStorageOptions Options(string path) => new() { Path = path, BusyTimeout = TimeSpan.FromSeconds(1) };

    private string LockedMessage() =>
        $"The SQLite database '{Database}' was locked by another connection for longer than the BusyTimeout of 00:00:01; " +
        "nothing was written. Close the program that holds it (a backup, or a shell with an open transaction), or raise BusyTimeout. " +
        "(SQLite error 5: database is locked)";
}
