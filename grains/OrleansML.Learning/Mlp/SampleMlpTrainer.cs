namespace OrleansML.Learning.Mlp;

/// <summary>
/// Trains a small binary classifier in plain C#, so that the samples need no other engine: one thread, mini-batch Adam,
/// logistic loss. It is made for tens of thousands of rows and a few thousand weights.
/// </summary>
public static class SampleMlpTrainer
{
    /// <summary>
    /// Trains on all given rows. The same rows and options give the same network on the same kind of processor; another vector
    /// width adds in another order.
    /// </summary>
    /// <param name="rows">Row-major finite features.</param>
    /// <param name="labels">One per row; both classes must occur.</param>
    /// <param name="options">Settings; the defaults where null.</param>
    /// <param name="cancellationToken">Stops the training between two updates.</param>
    /// <returns>A network with scaling of the features and a probability as its output.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit, a value is not finite, or a class is missing.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MlpModel Train(
        ReadOnlySpan<float> rows,
        ReadOnlySpan<bool> labels,
        SampleMlpTrainerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new SampleMlpTrainerOptions();
        options.Validate();
        var features = CheckRows(rows, labels);

        var random = new Random(options.Seed);
        var model = CreateModel(rows, labels, features, options.HiddenWidths, random);
        var gradient = new MlpGradient(model);
        var rate = options.LearningRate;
        AdamOptimizer[] weightSteps =
            [.. model.Layers.Select(layer => new AdamOptimizer(layer.Weights.Length, rate, options.WeightDecay))];
        AdamOptimizer[] biasSteps = [.. model.Layers.Select(layer => new AdamOptimizer(layer.Biases.Length, rate, weightDecay: 0))];

        int[] order = [.. Enumerable.Range(0, labels.Length)];
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            for (var start = 0; start < order.Length; start += options.BatchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var batch = order.AsSpan(start, Math.Min(options.BatchSize, order.Length - start));
                gradient.Clear();
                foreach (var row in batch)
                    gradient.Add(rows.Slice(row * features, features), labels[row]);
                for (var i = 0; i < model.Layers.Count; i++)
                {
                    weightSteps[i].Step(model.Layers[i].Weights, gradient.Weights[i], batch.Length);
                    biasSteps[i].Step(model.Layers[i].Biases, gradient.Biases[i], batch.Length);
                }
            }
        }

        return model;
    }

    private static int CheckRows(ReadOnlySpan<float> rows, ReadOnlySpan<bool> labels)
    {
        if (labels.IsEmpty || rows.IsEmpty || rows.Length % labels.Length != 0)
            throw new ArgumentException($"{rows.Length} feature values do not form whole rows for {labels.Length} labels.", nameof(rows));

        var features = rows.Length / labels.Length;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!float.IsFinite(rows[i]))
            {
                throw new ArgumentException(
                    $"Feature {i % features} of row {i / features} is {rows[i]}; features must be finite.", nameof(rows));
            }
        }

        if (!labels.Contains(true) || !labels.Contains(false))
            throw new ArgumentException($"All {labels.Length} labels are {labels[0]}; training needs both classes.", nameof(labels));

        return features;
    }

    private static MlpModel CreateModel(
        ReadOnlySpan<float> rows, ReadOnlySpan<bool> labels, int features, IReadOnlyList<int> hiddenWidths, Random random)
    {
        int[] widths = [features, .. hiddenWidths, 1];
        var layers = new DenseLayer[widths.Length - 1];
        for (var i = 0; i < layers.Length; i++)
            layers[i] = DenseLayer.Random(widths[i], widths[i + 1], random);

        // Starting at the share of positives spares the first epochs, which would only learn that positives are rare.
        var share = (double)labels.Count(true) / labels.Length;
        layers[^1].Biases[0] = (float)Math.Log(share / (1 - share));
        return new MlpModel(layers, MlpOutput.Sigmoid, FeatureScaling.Fit(rows, features));
    }
}
