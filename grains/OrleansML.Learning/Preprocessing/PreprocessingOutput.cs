namespace OrleansML.Learning.Preprocessing;

/// <summary>Tensors of one plan, filled by <see cref="PreprocessingPlan.Run"/>. Reuse one: its memory grows to the largest batch and is kept.</summary>
public sealed class PreprocessingOutput
{
    private readonly PreprocessingPlan _plan;
    private readonly float[][] _floats;
    private readonly long[][] _integers;
    private readonly string[][] _texts;

    /// <summary>Creates an output without rows.</summary>
    /// <param name="plan">The plan whose tensors it holds.</param>
    public PreprocessingOutput(PreprocessingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _floats = [.. plan.Inputs.Select(_ => Array.Empty<float>())];
        _integers = [.. plan.Inputs.Select(_ => Array.Empty<long>())];
        _texts = [.. plan.Inputs.Select(_ => Array.Empty<string>())];
    }

    /// <summary>Rows of the last run.</summary>
    public int Rows { get; private set; }

    /// <summary>Elements of a float tensor in row-major order.</summary>
    /// <param name="input">Which of <see cref="PreprocessingPlan.Inputs"/>.</param>
    public Span<float> Floats(int input) => _floats[input].AsSpan(0, Length(input, PreprocessedType.Float));

    /// <summary>Elements of an int64 tensor in row-major order.</summary>
    /// <inheritdoc cref="Floats"/>
    public Span<long> Integers(int input) => _integers[input].AsSpan(0, Length(input, PreprocessedType.Int64));

    /// <summary>Elements of a string tensor in row-major order.</summary>
    /// <inheritdoc cref="Floats"/>
    public Span<string> Texts(int input) => _texts[input].AsSpan(0, Length(input, PreprocessedType.String));

    internal void Resize(PreprocessingPlan plan, int rows)
    {
        if (!ReferenceEquals(plan, _plan))
            throw new ArgumentException("The output belongs to another plan.", nameof(plan));

        Rows = rows;
        for (var input = 0; input < plan.Inputs.Count; input++)
        {
            var length = checked(rows * plan.Inputs[input].Width);
            switch (plan.Inputs[input].Type)
            {
                case PreprocessedType.Float:
                    Clear(ref _floats[input], length);
                    break;
                case PreprocessedType.Int64:
                    Clear(ref _integers[input], length);
                    break;
                default:
                    Clear(ref _texts[input], length);
                    _texts[input].AsSpan(0, length).Fill("");
                    break;
            }
        }
    }

    private static void Clear<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            array = new T[length];
        else
            array.AsSpan(0, length).Clear();
    }

    private int Length(int input, PreprocessedType type)
    {
        var planned = _plan.Inputs[input];
        return planned.Type == type ? Rows * planned.Width : throw new InvalidOperationException($"Input '{planned.Name}' is {planned.Type}; it cannot be read as {type}.");
    }
}
