using System.Data;
using System.Data.Common;
using DuckDB.NET.Data;

namespace OrleansML.Conformance.DuckDB;

public sealed class ConnectionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("duckdb-conformance-");

    private string FilePath => Path.Combine(_folder.FullName, "data.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void File_ClosedAndOpenedAgain_HoldsItsData()
    {
        using (var database = new TestDatabase($"Data Source={FilePath}"))
            database.Execute("CREATE TABLE t AS SELECT 42 AS i");
        using (var database = new TestDatabase($"DataSource={FilePath};access_mode=READ_ONLY"))
        {
            Assert.Equal(42, database.Value<int>("SELECT i FROM t"));
            Assert.Throws<DuckDBException>(() => database.Execute("DROP TABLE t"));
        }
    }

    [Fact]
    public void File_OfTwoConnections_IsShared()
    {
        using var first = new TestDatabase($"Data Source={FilePath}");
        using (var second = new TestDatabase($"Data Source={FilePath}"))
        {
            first.Execute("CREATE TABLE t (i INT); INSERT INTO t VALUES (1)");
            second.Execute("INSERT INTO t VALUES (2)");
        }

        Assert.Equal(2L, first.Value<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Memory_OfTwoConnections_IsSharedOnDemandOnly()
    {
        using (var first = new TestDatabase(DuckDBConnectionStringBuilder.InMemorySharedConnectionString))
        {
            using var second = new TestDatabase(DuckDBConnectionStringBuilder.InMemorySharedConnectionString);
            using var alone = new TestDatabase(DuckDBConnectionStringBuilder.InMemoryConnectionString);
            first.Execute("CREATE TABLE t (i INT)");
            Assert.Equal(0L, second.Value<long>("SELECT count(*) FROM t"));
            Assert.Throws<DuckDBException>(() => alone.Execute("SELECT * FROM t"));
        }

        // It ended with its last connection.
        using var later = new TestDatabase(DuckDBConnectionStringBuilder.InMemorySharedConnectionString);
        Assert.Throws<DuckDBException>(() => later.Execute("SELECT * FROM t"));
    }

    [Fact]
    public void Duplicate_OfMemory_SeesTheSameData()
    {
        using var database = new TestDatabase();
        database.Execute("CREATE TABLE t AS SELECT 1 AS i");
        using var duplicate = database.Connection.Duplicate();
        Assert.Equal(ConnectionState.Closed, duplicate.State);
        duplicate.Open();
        database.Dispose();
        Assert.Equal(1, new DuckDBCommand("SELECT i FROM t", duplicate).ExecuteScalar());
    }

    [Fact]
    public void Duplicate_OfAFile_IsRefused()
    {
        using var database = new TestDatabase($"Data Source={FilePath}");
        Assert.Throws<NotSupportedException>(() => database.Connection.Duplicate());
    }

    [Fact]
    public void State_OfAConnection_IsToldAndChecked()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        var changes = new List<ConnectionState>();
        connection.StateChange += (_, change) => changes.Add(change.CurrentState);
        Assert.Throws<InvalidOperationException>(connection.Close);
        Assert.Throws<InvalidOperationException>(() => connection.BeginTransaction());
        Assert.Throws<InvalidOperationException>(() => connection.CreateAppender("t"));
        Assert.Throws<InvalidOperationException>(() => connection.NativeConnection);
        connection.Open();
        Assert.Throws<InvalidOperationException>(connection.Open);
        Assert.Equal((":memory:", ":memory:", "v1.5.6"), (connection.DataSource, connection.Database, connection.ServerVersion));
        connection.Close();
        connection.Dispose();
        Assert.Equal([ConnectionState.Open, ConnectionState.Closed], changes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("threads=1")]
    [InlineData("Data Source=:memory:;foo=1")]
    public void Open_OfAMalformedString_Throws(string text)
    {
        using var connection = new DuckDBConnection(text);
        Assert.Throws<InvalidOperationException>(connection.Open);
        Assert.Equal(ConnectionState.Closed, connection.State);
    }

    [Theory]
    [InlineData("Data Source=:memory:;threads=abc", "Error setting 'threads' to 'abc'")]
    [InlineData("Data Source=/nowhere/at/all.db", "DuckDBOpen failed: IO Error: Cannot open file \"/nowhere/at/all.db\"")]
    public void Open_OfWhatDuckDBRefuses_ThrowsItsText(string text, string message)
    {
        using var connection = new DuckDBConnection(text);
        Assert.StartsWith(message, Assert.Throws<DuckDBException>(connection.Open).Message);
    }

    [Fact]
    public void Open_OfAFileThatIsNoDatabase_ThrowsAndCanBeRepeated()
    {
        File.WriteAllText(FilePath, new string('x', 20_000));
        using var connection = new DuckDBConnection($"Data Source={FilePath}");
        Assert.Throws<DuckDBException>(connection.Open);
        File.Delete(FilePath);
        connection.Open();
        Assert.Equal(ConnectionState.Open, connection.State);
    }

    [Fact]
    public void Options_OfTheString_ReachDuckDB()
    {
        using var database = new TestDatabase("Data Source=:memory:;threads=1;memory_limit=100MB;default_order=DESC");
        Assert.Equal(1L, database.Value<long>("SELECT current_setting('threads')"));
        Assert.Equal([3, 2, 1], database.Column<int>("SELECT unnest([1, 3, 2]) AS i ORDER BY i"));
    }

    [Fact]
    public void Builder_OfOptions_WritesAndReadsThem()
    {
        var builder = new DuckDBConnectionStringBuilder
        {
            DataSource = "x",
            Threads = 3,
            AccessMode = DuckDBAccessMode.ReadOnly,
            DefaultOrder = DuckDBSortOrder.Descending,
            DefaultNullOrder = DuckDBNullOrder.NullsFirstOnAscLastOnDesc,
            MemoryLimit = "1GB",
            EnableExternalAccess = false,
        };
        Assert.Equal(
            "DataSource=x;threads=3;access_mode=read_only;default_order=DESC;default_null_order=NULLS_FIRST_ON_ASC_LAST_ON_DESC;"
            + "memory_limit=1GB;enable_external_access=false",
            builder.ConnectionString);

        var read = new DuckDBConnectionStringBuilder();
        read.ConnectionString = "Data Source=a;THREADS=4;access_mode=read_write;lock_configuration=1";
        Assert.Equal(("a", 4, DuckDBAccessMode.ReadWrite, true), (read.DataSource, read.Threads, read.AccessMode, read.LockConfiguration));
        Assert.Equal(string.Empty, read.MemoryLimit);
        Assert.Null(read.EnableExternalAccess);
        read.Threads = null;
        Assert.DoesNotContain("threads", read.ConnectionString, StringComparison.OrdinalIgnoreCase);
        Assert.Throws<InvalidOperationException>(() => new DuckDBConnectionStringBuilder { ConnectionString = "threads=x" }.Threads);
        Assert.Throws<InvalidOperationException>(() => builder["foo"] = 1);
    }

    [Fact]
    public void Factory_MakesEveryClass()
    {
        DbProviderFactory factory = DuckDBClientFactory.Instance;
        Assert.IsType<DuckDBConnection>(factory.CreateConnection());
        Assert.IsType<DuckDBCommand>(factory.CreateCommand());
        Assert.IsType<DuckDBParameter>(factory.CreateParameter());
        Assert.IsType<DuckDBConnectionStringBuilder>(factory.CreateConnectionStringBuilder());
        Assert.False(factory.CanCreateCommandBuilder);
        using var connection = new DuckDBConnection();
        Assert.Same(factory, DbProviderFactories.GetFactory(connection));
    }
}
