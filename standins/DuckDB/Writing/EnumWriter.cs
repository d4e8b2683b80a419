using System.Globalization;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes ENUM: by name, or by the number of a .NET enumeration as position, from 0.</summary>
internal sealed unsafe class EnumWriter : VectorWriter
{
    private readonly DuckDBType _storage;
    private readonly Dictionary<string, uint> _positions;

    public EnumWriter(LogicalTypeHandle type)
        : base(DuckDBType.Enum)
    {
        _storage = NativeMethods.EnumInternalType(type);
        var names = EnumNames.Of(type);
        _positions = new Dictionary<string, uint>(names.Length, StringComparer.Ordinal);
        for (uint position = 0; position < names.Length; position++)
            _positions.Add(names[position], position);
    }

    public override void WriteText(long row, string text)
    {
        if (!_positions.TryGetValue(text, out var position))
            throw new InvalidOperationException($"Failed to write Enum column because the value \"{text}\" is not valid.");
        WritePosition(row, position);
    }

    public override void WriteEnum(long row, Enum value)
    {
        var number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        if (number < 0 || number >= _positions.Count)
        {
            throw new InvalidOperationException(
                $"Failed to write Enum column because the value {value} is outside the range (0-{_positions.Count - 1}).");
        }

        WritePosition(row, (uint)number);
    }

    private void WritePosition(long row, uint position)
    {
        switch (_storage)
        {
            case DuckDBType.UnsignedTinyInt:
                Elements<byte>()[row] = (byte)position;
                break;
            case DuckDBType.UnsignedSmallInt:
                Elements<ushort>()[row] = (ushort)position;
                break;
            default:
                Elements<uint>()[row] = position;
                break;
        }
    }
}
