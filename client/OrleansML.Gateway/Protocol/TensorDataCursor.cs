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

    private readonly ReadOnlySpan<long> _shape;
    private LevelStarts _startOfLevel;
    private int _level;
    private int _elementLevel;

    /// <summary>Starts before the opening bracket of <c>data</c>.</summary>
    /// <param name="input">What errors call the input.</param>
    /// <param name="shape">The input's shape, of at most <see cref="MaximumAxes"/> axes.</param>
    public TensorDataCursor(string input, ReadOnlySpan<long> shape)
    {
        Input = input;
        _shape = shape;
        _elementLevel = -1;
    }

    public readonly string Input { get; }

    /// <summary>Elements met so far.</summary>
    public long Count { get; private set; }

    /// <summary>Moves to the next element; false at the end of the list.</summary>
    public bool NextElement(ref RequestJson json)
    {
        while (true)
        {
            switch (Next(ref json))
            {
                case Step.Element:
                    return true;
                case Step.End:
                    return false;
            }
        }
    }

    /// <summary>Moves to the next element, opening bracket, or the end of the whole list.</summary>
    public Step Next(ref RequestJson json)
    {
        while (json.Read())
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartArray:
                    Enter(ref json);
                    return Step.List;
                case JsonTokenType.EndArray when _level == 0:
                    return Step.End;
                case JsonTokenType.EndArray:
                    Leave(ref json);
                    break;
                case JsonTokenType.StartObject:
                    throw json.Fault($"{Input} has an object in 'data'; only elements and lists of elements are allowed.");
                default:
                    Take(ref json, 1);
                    return Step.Element;
            }
        }

        throw json.Fault($"{Input} has a 'data' list without an end.");
    }

    /// <summary>Accounts for elements of the innermost open list.</summary>
    public void Take(ref RequestJson json, int elements)
    {
        if (_elementLevel != _level)
        {
            if (_elementLevel >= 0)
                throw json.Fault($"{Input} mixes elements and lists in 'data': nest as the shape says, or not at all.");
            _elementLevel = _level;
        }

        Count += elements;
    }

    /// <summary>The error for an element that the type cannot hold.</summary>
    public readonly OrleansMLException WrongElement(ref RequestJson json, string rule) =>
        json.Fault($"{Input} has {json.TokenText} as element {Count - 1} of 'data'; {rule}.");

    private void Enter(ref RequestJson json)
    {
        _level++;
        if (_level >= _shape.Length)
        {
            throw json.Fault(
                $"{Input} has 'data' nested deeper than its shape {TensorShape.Format(_shape)}, which has {Axes(_shape.Length)}.");
        }

        _startOfLevel[_level] = Count;
    }

    private void Leave(ref RequestJson json)
    {
        var found = Count - _startOfLevel[_level];
        var wanted = TensorShape.ElementCount(_shape[_level..]);
        if (found != wanted)
        {
            throw json.Fault(
                $"{Input} has a list of {found} elements in 'data'; its shape {TensorShape.Format(_shape)} asks for {wanted} there.");
        }

        _level--;
    }

    private static string Axes(int count) => count == 1 ? "1 axis" : $"{count} axes";

    /// <summary>What the cursor stands at.</summary>
    public enum Step
    {
        /// <summary>The closing bracket of <c>data</c>.</summary>
        End,

        /// <summary>An element, counted.</summary>
        Element,

        /// <summary>The opening bracket of a list in <c>data</c>.</summary>
        List,
    }

    [InlineArray(MaximumAxes)]
    private struct LevelStarts
    {
        private long _first;
    }
}
