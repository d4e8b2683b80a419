using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// Walks the elements of a <c>data</c> list, flat or nested as the shape says, in row-major order. A nested list whose parts do not have the
/// lengths of the shape is refused: taken as flat it would silently move elements to other rows.
/// </summary>
internal ref struct TensorDataCursor
{
    /// <summary>Most axes that a shape may have.</summary>
    public const int MaximumAxes = 32;

    private readonly ReadOnlySpan<byte> _json;
    private readonly ReadOnlySpan<long> _shape;
    private LevelStarts _startOfLevel;
    private int _level;
    private int _elementLevel;

    /// <summary>Starts at the opening bracket of <c>data</c>.</summary>
    /// <param name="json">The whole request, for the position in errors.</param>
    /// <param name="input">What errors call the input.</param>
    /// <param name="shape">The input's shape, of at most <see cref="MaximumAxes"/> axes.</param>
    public TensorDataCursor(ReadOnlySpan<byte> json, string input, ReadOnlySpan<long> shape)
    {
        _json = json;
        Input = input;
        _shape = shape;
        _elementLevel = -1;
    }

    public readonly string Input { get; }

    /// <summary>Elements met so far.</summary>
    public long Count { get; private set; }

    /// <summary>Moves to the next element; false at the end of the list.</summary>
    public bool Next(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    Enter(ref reader);
                    break;
                case JsonTokenType.EndArray when _level == 0:
                    return false;
                case JsonTokenType.EndArray:
                    Leave(ref reader);
                    break;
                case JsonTokenType.StartObject:
                    throw Fault(ref reader, $"{Input} has an object in 'data'; only elements and lists of elements are allowed.");
                default:
                    if (_elementLevel != _level)
                        SetElementLevel(ref reader);
                    Count++;
                    return true;
            }
        }

        throw Fault(ref reader, $"{Input} has a 'data' list without an end.");
    }

    /// <summary>Accounts for elements that were read without the cursor, directly inside the outermost list.</summary>
    public void Advance(int elements)
    {
        _elementLevel = 0;
        Count += elements;
    }

    public readonly OrleansMLException Fault(ref Utf8JsonReader reader, string message) =>
        RequestFaults.Invalid(_json, reader.TokenStartIndex, message);

    /// <summary>The error for an element that the type cannot hold.</summary>
    public readonly OrleansMLException WrongElement(ref Utf8JsonReader reader, string rule)
    {
        var text = RequestFaults.Quote(_json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
        return Fault(ref reader, $"{Input} has {text} as element {Count - 1} of 'data'; {rule}.");
    }

    private void Enter(ref Utf8JsonReader reader)
    {
        _level++;
        if (_level >= _shape.Length)
        {
            throw Fault(
                ref reader, $"{Input} has 'data' nested deeper than its shape {TensorShape.Format(_shape)}, which has {Axes(_shape.Length)}.");
        }

        _startOfLevel[_level] = Count;
    }

    private void Leave(ref Utf8JsonReader reader)
    {
        var found = Count - _startOfLevel[_level];
        var wanted = TensorShape.ElementCount(_shape[_level..]);
        if (found != wanted)
        {
            throw Fault(
                ref reader, $"{Input} has a list of {found} elements in 'data'; its shape {TensorShape.Format(_shape)} asks for {wanted} there.");
        }

        _level--;
    }

    private void SetElementLevel(ref Utf8JsonReader reader)
    {
        if (_elementLevel >= 0)
            throw Fault(ref reader, $"{Input} mixes elements and lists in 'data': nest as the shape says, or not at all.");
        _elementLevel = _level;
    }

    private static string Axes(int count) => count == 1 ? "1 axis" : $"{count} axes";

    [InlineArray(MaximumAxes)]
    private struct LevelStarts
    {
        private long _first;
    }
}
