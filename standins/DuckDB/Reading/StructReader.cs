using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads STRUCT as a dictionary of its fields by name.</summary>
internal sealed unsafe class StructReader : VectorReader
{
    private readonly string[] _names;
    private readonly VectorReader[] _fields;

    public StructReader(LogicalTypeHandle type, string columnName)
        : base(DuckDBType.Struct, columnName)
    {
        var count = (int)NativeMethods.StructTypeChildCount(type);
        _names = new string[count];
        _fields = new VectorReader[count];
        for (var index = 0; index < count; index++)
        {
            using var fieldType = NativeMethods.StructTypeChildType(type, index);
            _names[index] = NativeText.Owned(NativeMethods.StructTypeChildName(type, index));
            _fields[index] = VectorReaders.Create(fieldType, columnName);
        }
    }

    public override Type ClrType => typeof(Dictionary<string, object>);

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        for (var index = 0; index < _fields.Length; index++)
            _fields[index].Attach(NativeMethods.StructVectorGetChild(vector, index));
    }

    public override object Box(long row, Type type)
    {
        if (type != typeof(Dictionary<string, object>) && type != typeof(object))
        {
            throw new InvalidCastException(
                $"Cannot read Struct column {ColumnName} as {type.Name}. Use a Dictionary<string, object>, or GetValue().");
        }

        var fields = new Dictionary<string, object?>(_fields.Length);
        for (var index = 0; index < _fields.Length; index++)
            fields.Add(_names[index], _fields[index].IsValid(row) ? _fields[index].Box(row, _fields[index].ClrType) : null);
        return fields;
    }
}
