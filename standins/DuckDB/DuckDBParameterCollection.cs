using System.Collections;
using System.Data.Common;

namespace DuckDB.NET.Data;

/// <summary>
/// The parameters of a command, in their order. Looking up a name that is not there throws <see cref="IndexOutOfRangeException"/>.
/// </summary>
public class DuckDBParameterCollection : DbParameterCollection
{
    private readonly List<DuckDBParameter> _parameters = [];

    /// <inheritdoc/>
    public override int Count => _parameters.Count;

    /// <inheritdoc/>
    public override object SyncRoot => ((ICollection)_parameters).SyncRoot;

    /// <summary>The parameter at a position.</summary>
    public new DuckDBParameter this[int index]
    {
        get => _parameters[index];
        set => _parameters[index] = value;
    }

    /// <summary>The parameter of a name.</summary>
    public new DuckDBParameter this[string parameterName]
    {
        get => _parameters[Find(parameterName)];
        set => _parameters[Find(parameterName)] = value;
    }

    /// <inheritdoc/>
    public override int Add(object value) => Add((DuckDBParameter)value);

    /// <summary>Adds a parameter at the end and answers its position.</summary>
    public int Add(DuckDBParameter value)
    {
        _parameters.Add(value);
        return _parameters.Count - 1;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values) => AddRange(values.Cast<DuckDBParameter>());

    /// <summary>Adds parameters at the end.</summary>
    public void AddRange(IEnumerable<DuckDBParameter> values) => _parameters.AddRange(values);

    /// <inheritdoc/>
    public override void Clear() => _parameters.Clear();

    /// <inheritdoc/>
    public override bool Contains(object value) => Contains((DuckDBParameter)value);

    /// <summary>Whether this parameter is in the collection.</summary>
    public bool Contains(DuckDBParameter value) => _parameters.Contains(value);

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => CopyTo((DuckDBParameter[])array, index);

    /// <summary>Copies the parameters into an array, from a position on.</summary>
    public void CopyTo(DuckDBParameter[] array, int index) => _parameters.CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => _parameters.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object value) => IndexOf((DuckDBParameter)value);

    /// <summary>The position of this parameter, or -1.</summary>
    public int IndexOf(DuckDBParameter value) => _parameters.IndexOf(value);

    /// <inheritdoc/>
    public override int IndexOf(string parameterName) =>
        _parameters.FindIndex(parameter => parameter.ParameterName.Equals(parameterName, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override void Insert(int index, object value) => Insert(index, (DuckDBParameter)value);

    /// <summary>Inserts a parameter at a position.</summary>
    public void Insert(int index, DuckDBParameter value) => _parameters.Insert(index, value);

    /// <inheritdoc/>
    public override void Remove(object value) => Remove((DuckDBParameter)value);

    /// <summary>Removes a parameter, if it is there.</summary>
    public void Remove(DuckDBParameter value) => _parameters.Remove(value);

    /// <inheritdoc/>
    public override void RemoveAt(int index) => _parameters.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => _parameters.RemoveAt(Find(parameterName));

    internal List<DuckDBParameter> AsList() => _parameters;

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => _parameters[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => _parameters[Find(parameterName)];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => _parameters[index] = (DuckDBParameter)value;

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) =>
        _parameters[Find(parameterName)] = (DuckDBParameter)value;

    private int Find(string parameterName)
    {
        var index = IndexOf(parameterName);
        return index >= 0 ? index : throw new IndexOutOfRangeException($"Parameter '{parameterName}' not found");
    }
}
