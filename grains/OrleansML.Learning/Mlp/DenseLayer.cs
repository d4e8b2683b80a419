namespace OrleansML.Learning.Mlp;

/// <summary>A fully connected layer. The arrays are used as they are, without copying.</summary>
public sealed class DenseLayer
{
    /// <summary>Creates a layer over its parameters.</summary>
    /// <param name="inputs">Values coming in; at least 1.</param>
    /// <param name="outputs">Values going out; at least 1.</param>
    /// <param name="weights">Row-major, one row of <paramref name="inputs"/> weights per output.</param>
    /// <param name="biases">One per output.</param>
    /// <exception cref="ArgumentException">An array has another length than the sizes ask for.</exception>
    public DenseLayer(int inputs, int outputs, float[] weights, float[] biases)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(biases);
        if (weights.Length != (long)inputs * outputs)
        {
            throw new ArgumentException(
                $"A layer of {inputs} x {outputs} needs {(long)inputs * outputs} weights, but {weights.Length} were given.",
                nameof(weights));
        }

        if (biases.Length != outputs)
        {
            throw new ArgumentException(
                $"A layer of {outputs} outputs needs as many biases, but {biases.Length} were given.", nameof(biases));
        }

        (Inputs, Outputs, Weights, Biases) = (inputs, outputs, weights, biases);
    }

    /// <summary>Values coming in.</summary>
    public int Inputs { get; }

    /// <summary>Values going out.</summary>
    public int Outputs { get; }

    /// <summary>Row-major weights, one row of <see cref="Inputs"/> values per output.</summary>
    public float[] Weights { get; }

    /// <summary>One bias per output.</summary>
    public float[] Biases { get; }

    /// <summary>A layer with normally distributed weights that keep the variance through rectifiers, and biases of zero.</summary>
    internal static DenseLayer Random(int inputs, int outputs, Random random)
    {
        var scale = Math.Sqrt(2.0 / inputs);
        var weights = new float[inputs * outputs];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (float)(scale * random.NextNormal());
        return new DenseLayer(inputs, outputs, weights, new float[outputs]);
    }
}
