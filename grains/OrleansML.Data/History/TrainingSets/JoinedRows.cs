using System.Globalization;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.History.TrainingSets;

/// <summary>
/// The rows of a training set with the features that have been joined to them. Each join is a statement of its own: DuckDB keeps what a join has
/// sorted until its statement ends, so that several in one would all be held together. The last one is computed while it is written.
/// </summary>
internal sealed class JoinedRows(Session session, Spine spine, CancellationToken cancellationToken)
{
    private readonly List<string> _joined = [];
    private string _table = Spine.Table;
    private FeatureJoin? _next;
    private int _tables;

    /// <summary>The rows under the name that the expressions of <see cref="Spine"/> know them by.</summary>
    public string Relation => $"{_table} AS {Spine.Table}";

    /// <summary>Adds features; the tables that they come from are dropped once they are joined.</summary>
    public void Join(FeatureJoin next)
    {
        Complete();
        _next = next;
    }

    /// <summary>Computes the join that was added last.</summary>
    public void Complete()
    {
        if (_next is null)
            return;

        var table = string.Create(CultureInfo.InvariantCulture, $"joined{_tables++}");
        var columns = spine.Columns.Concat(_joined).Select(Spine.Column)
            .Append($"{Spine.Column(Spine.RowId)} AS {Spine.RowId}")
            .Concat(_next.Columns.Select(column => $"{column.Expression} AS {Sql.Name(column.Name)}"));
        session.Execute($"CREATE TABLE {table} AS SELECT {columns.Join()} FROM {Relation} {_next.Joins}", cancellationToken);
        foreach (var done in _next.Tables.Append(_table))
            session.Execute($"DROP TABLE {done}", cancellationToken);
        _joined.AddRange(_next.Columns.Select(column => column.Name));
        (_table, _next) = (table, null);
    }

    /// <summary>Writes the columns of the spine and the features, in the order of the spine.</summary>
    public void CopyTo(string path, string format, IEnumerable<string> features)
    {
        var next = _next?.Columns.ToDictionary(column => column.Name, column => $"{column.Expression} AS {Sql.Name(column.Name)}", StringComparer.Ordinal) ?? [];
        var columns = spine.Columns.Select(Spine.Column).Concat(features.Select(name => next.GetValueOrDefault(name) ?? Spine.Column(name)));
        session.Execute(
            $"COPY (SELECT {columns.Join()} FROM {Relation} {_next?.Joins} ORDER BY {Spine.Column(Spine.RowId)}) TO {Sql.Text(path)} ({format})", cancellationToken);
    }
}
