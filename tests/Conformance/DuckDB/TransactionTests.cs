using System.Data;
using System.Data.Common;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace OrleansML.Conformance.DuckDB;

public sealed class TransactionTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public TransactionTests() => _database.Execute("CREATE TABLE t (i INT PRIMARY KEY)");

    private long Rows => _database.Value<long>("SELECT count(*) FROM t");

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Commit_KeepsTheChanges()
    {
        using (var transaction = _database.Connection.BeginTransaction())
        {
            _database.Execute("INSERT INTO t VALUES (1)");
            Assert.Same(transaction, _database.Connection.CreateCommand().Transaction);
            transaction.Commit();
        }

        Assert.Equal(1L, Rows);
        Assert.Null(_database.Connection.CreateCommand().Transaction);
    }

    [Fact]
    public void Rollback_DropsTheChanges()
    {
        using var transaction = _database.Connection.BeginTransaction();
        _database.Execute("INSERT INTO t VALUES (1)");
        transaction.Rollback();
        Assert.Equal(0L, Rows);
    }

    [Fact]
    public void Dispose_WithoutCommit_DropsTheChanges()
    {
        using (_database.Connection.BeginTransaction())
            _database.Execute("INSERT INTO t VALUES (1)");
        Assert.Equal(0L, Rows);
    }

    [Fact]
    public void Changes_BeforeCommit_AreSeenByTheirConnectionOnly()
    {
        using var other = _database.Connection.Duplicate();
        other.Open();
        using var count = new DuckDBCommand("SELECT count(*) FROM t", other);
        using var transaction = _database.Connection.BeginTransaction();
        _database.Execute("INSERT INTO t VALUES (1)");
        Assert.Equal(1L, Rows);
        Assert.Equal(0L, count.ExecuteScalar());
        transaction.Commit();
        Assert.Equal(1L, count.ExecuteScalar());
    }

    [Fact]
    public void Statement_AfterAnErrorInTheTransaction_IsRefused()
    {
        _database.Execute("INSERT INTO t VALUES (1)");
        using (var transaction = _database.Connection.BeginTransaction())
        {
            Assert.Throws<DuckDBException>(() => _database.Execute("INSERT INTO t VALUES (1)"));
            var error = Assert.Throws<DuckDBException>(() => _database.Execute("SELECT 1"));
            Assert.Equal(DuckDBErrorType.Transaction, error.ErrorType);
            transaction.Rollback();
        }

        Assert.Equal(1L, Rows);
    }

    [Fact]
    public void Conflict_BetweenTwoTransactions_FailsTheSecond()
    {
        _database.Execute("INSERT INTO t VALUES (1)");
        using var other = _database.Connection.Duplicate();
        other.Open();
        using var mine = _database.Connection.BeginTransaction();
        using var theirs = other.BeginTransaction();
        _database.Execute("UPDATE t SET i = 2");
        using var update = new DuckDBCommand("UPDATE t SET i = 3", other);
        Assert.Throws<DuckDBException>(() => update.ExecuteNonQuery());
        theirs.Rollback();
        mine.Commit();
        Assert.Equal(2, _database.Value<int>("SELECT i FROM t"));
    }

    [Fact]
    public void Transaction_InWrongState_Throws()
    {
        using var transaction = _database.Connection.BeginTransaction();
        Assert.Throws<InvalidOperationException>(() => _database.Connection.BeginTransaction());
        transaction.Commit();
        Assert.Throws<InvalidOperationException>(transaction.Commit);
        Assert.Throws<InvalidOperationException>(transaction.Rollback);
    }

    [Fact]
    public void IsolationLevel_OtherThanSnapshot_IsRefused()
    {
        DbConnection connection = _database.Connection;
        Assert.Throws<ArgumentException>(() => connection.BeginTransaction(IsolationLevel.Serializable));
        using var transaction = connection.BeginTransaction(IsolationLevel.Snapshot);
        Assert.Equal(IsolationLevel.Snapshot, transaction.IsolationLevel);
    }
}
