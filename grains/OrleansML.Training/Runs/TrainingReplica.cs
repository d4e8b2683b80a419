using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using OrleansML.Training.Onnx;

namespace OrleansML.Training.Runs;

/// <summary>
/// The model and the optimizer of one run. Replicas of the same recipe, model and rows that are given the same sums hold the same bits, whoever
/// computed the shards, as long as torch computes with one thread (<c>torch.set_num_threads(1)</c>, which is up to the caller). A step is:
/// <see cref="ComputeShard"/> for each shard, on any replica; the sum over all of them, as <see cref="GradientTree"/> adds them; <see cref="Apply"/>
/// on every replica. After the last step of an epoch follow <see cref="EvaluateShard"/> and <see cref="EndEpoch"/>. It belongs to one thread.
/// </summary>
public sealed class TrainingReplica : IDisposable
{
    /// <summary>Numbers at the end of a shard's vector: sum of weights, weighted sum of losses, rows.</summary>
    public const int TailLength = 3;

    /// <summary>Numbers of an evaluated shard: sum of weights, weighted sum of losses, rows.</summary>
    public const int EvaluationLength = 3;

    // A larger shard is computed in blocks, whose activations stay in the processor's caches. Statistics of batches need the shard as a whole.
    internal const int BlockRows = 1_024;
    private const int ProbedRows = 256;

    private readonly TrainingRecipe _recipe;
    private readonly ModelProto _model;
    private readonly TrainingRows _train;
    private readonly TrainingRows _validation;
    private readonly EpochOrder _order;
    private readonly PredictionValue _prediction;
    private readonly PredictionLoss _loss;
    private readonly byte[] _digest;
    private readonly long[] _rows;
    private readonly ReplicaProgress _progress = new();
    private readonly TorchGraph _graph;
    private readonly GraphBinding _binding;
    private readonly ReplicaWeights _weights;
    private readonly ReplicaOptimizer _optimizer;
    private readonly TrainingBatch _batch;
    private readonly Generator _dropout;
    private float[]? _best;

    private TrainingReplica(TrainingRecipe recipe, ModelProto model, TrainingRows train, TrainingRows validation)
    {
        (_recipe, _model, _train, _validation) = (recipe, model, train, validation);
        _order = new EpochOrder(train.Count, recipe.BatchRows, recipe.Shards, recipe.Seed);
        _prediction = PredictionValue.Find(model, recipe.Task, recipe.Output);
        _loss = new PredictionLoss(_prediction.Kind, recipe.Classes, recipe.LabelScale?.Deviation ?? 1);
        _digest = DigestOf(recipe, model, train, validation);
        _graph = TorchGraph.Load(_prediction.Narrow(model), new TorchGraphOptions { Frozen = recipe.Frozen });
        try
        {
            _binding = GraphBinding.Create(model, _graph.Inputs, train.Inputs);
            _weights = ReplicaWeights.Of(_graph);
            _dropout = new Generator();
            _optimizer = new ReplicaOptimizer(recipe.Optimizer, _weights.Joined);
            var rows = _weights.StatisticsLength > 0 ? Math.Max(BlockRows, _order.LargestShard) : BlockRows;
            _batch = new TrainingBatch(train.Inputs, rows, recipe.Classes, recipe.ClassWeights);
            _rows = new long[Math.Max(_order.LargestShard, _batch.Capacity)];
            Probe();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Numbers of a shard's vector: all gradients in the graph's order, changes of running statistics, and the tail.</summary>
    public int VectorLength => _weights.GradientLength + _weights.StatisticsLength + TailLength;

    /// <summary>Steps of an epoch.</summary>
    public long StepsPerEpoch => _order.StepsPerEpoch;

    /// <summary>Parts of a step.</summary>
    public int Shards => _recipe.Shards;

    /// <summary>Steps that were applied; the number of the next step.</summary>
    public long Step => _progress.Step;

    /// <summary>Epochs that were ended; the number of the present epoch.</summary>
    public int Epoch => _progress.EpochsEnded;

    /// <summary>Whether the last <see cref="EndEpoch"/> said that no other epoch follows.</summary>
    public bool HasEnded => _progress.HasEnded;

    /// <summary>Whether all steps of the present epoch were applied, so that it can only be ended.</summary>
    public bool IsEpochComplete => Step == (Epoch + 1) * StepsPerEpoch;

    /// <summary>Mean loss of the last step by weight; NaN before the first.</summary>
    public double LastTrainingLoss => _progress.LastTrainingLoss;

    /// <summary>Mean loss of the validation rows by weight after the last ended epoch; null before it, and without validation rows.</summary>
    public double? ValidationLoss => _progress.ValidationLoss;

    /// <summary>The lowest validation loss so far; null as long as there is none.</summary>
    public double? BestValidationLoss => _progress.BestLoss;

    /// <summary>Loads a model to train.</summary>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="model">The model with the weights to start from; it must not be changed by others while the replica is in use.</param>
    /// <param name="train">Rows to learn from, at least one; they stay the caller's.</param>
    /// <param name="validation">Rows that decide which weights are best, perhaps none; they stay the caller's.</param>
    /// <exception cref="ArgumentException">The recipe breaks a rule, there are no rows, or both kinds of rows have different inputs.</exception>
    /// <exception cref="OnnxTrainingException">The model cannot be trained, or not with these rows; names every reason.</exception>
    /// <exception cref="InvalidDataException">A label is no class.</exception>
    public static TrainingReplica Create(TrainingRecipe recipe, ModelProto model, TrainingRows train, TrainingRows validation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        recipe.Validate();
        if (train.Count == 0)
            throw new ArgumentException("There are no rows to learn from.", nameof(train));
        if (!train.Inputs.SequenceEqual(validation.Inputs))
            throw new ArgumentException("The rows for validation have other inputs than those to learn from.", nameof(validation));
        return new TrainingReplica(recipe, model, train, validation);
    }

    /// <summary>
    /// Computes what the rows of a shard contribute to the present step: the gradient of the weighted sum of their losses, the change of running
    /// statistics times the shard's share of the step's rows, and the tail. Weights and running statistics stay as they are.
    /// </summary>
    /// <param name="step">The present step.</param>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="vector">Receives <see cref="VectorLength"/> numbers; zeros where the shard has no rows.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="ArgumentException">There is no such shard, or the vector has another length.</exception>
    /// <exception cref="InvalidOperationException">It is not the present step, or the epoch or the run must be ended first.</exception>
    /// <exception cref="InvalidDataException">A label is no class; names the row.</exception>
    public RowTally ComputeShard(long step, int shard, Span<float> vector)
    {
        DemandLength(vector.Length, VectorLength, nameof(vector));
        DemandOpenStep();
        if (step != Step)
            throw new InvalidOperationException($"Step {step} cannot be computed: the weights are those of step {Step}.");

        var inEpoch = step - Epoch * StepsPerEpoch;
        var rows = _rows.AsSpan(0, _order.RowsOf(Epoch, inEpoch, shard, _rows));
        if (rows.IsEmpty)
        {
            vector.Clear();
            return default;
        }

        _weights.ClearGradients();
        _weights.KeepStatistics();
        _dropout.manual_seed((long)SplitMix.Derive(SplitMix.Derive((ulong)_recipe.Seed, (ulong)step), (ulong)shard));
        try
        {
            var (weight, loss) = (0.0, 0.0);
            for (var first = 0; first < rows.Length; first += _batch.Capacity)
            {
                _train.Gather(rows.Slice(first, Math.Min(_batch.Capacity, rows.Length - first)), _batch);
                loss += RunBackward();
                weight += _batch.WeightSum;
            }

            _weights.Gradients.CopyTo(vector);
            var statistics = vector[_weights.GradientLength..^TailLength];

            // The variance of a single row is not defined.
            if (rows.Length > 1)
                _weights.ReadStatisticsChange(statistics, (float)rows.Length / _order.RowsOfStep(inEpoch));
            else
                statistics.Clear();
            var tail = vector[^TailLength..];
            (tail[0], tail[1], tail[2]) = ((float)weight, (float)loss, rows.Length);
            return RowTally.Of(rows);
        }
        finally
        {
            _weights.RestoreStatistics();
        }
    }

    /// <summary>Makes the present step with the sum over all its shards.</summary>
    /// <param name="sum">The sum of the vectors of <see cref="ComputeShard"/>, as <see cref="GradientTree"/> adds them.</param>
    /// <exception cref="ArgumentException">The sum has another length than <see cref="VectorLength"/>.</exception>
    /// <exception cref="InvalidOperationException">The epoch or the run must be ended first.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a gradient is not a finite number; nothing was changed.</exception>
    public void Apply(ReadOnlySpan<float> sum)
    {
        DemandLength(sum.Length, VectorLength, nameof(sum));
        DemandOpenStep();
        var (weight, loss) = ((double)sum[^TailLength], (double)sum[^(TailLength - 1)]);
        var gradient = sum[.._weights.GradientLength];
        var statistics = sum[_weights.GradientLength..^TailLength];
        if (!double.IsFinite(loss) || !double.IsFinite(weight))
            throw new TrainingDivergedException(Step, $"the loss is {loss / weight}");
        var norm = GradientNorm.Of(gradient);
        if (!double.IsFinite(norm))
            throw new TrainingDivergedException(Step, "a gradient is not a finite number");
        if (!double.IsFinite(GradientNorm.Of(statistics)))
            throw new TrainingDivergedException(Step, "a running statistic is not a finite number");

        // Rows that weigh nothing say nothing.
        var scale = weight > 0 ? 1 / weight : 0;
        if (_recipe.Optimizer.ClipNorm is { } longest)
            scale *= Math.Min(1, longest / (norm * scale + 1e-6));
        TensorPrimitives.Multiply(gradient, (float)scale, _weights.Gradients);
        _optimizer.Step(LearningRates.At(_recipe.Optimizer, Step, _recipe.Epochs * StepsPerEpoch));
        _weights.Spread();
        _weights.ChangeStatistics(statistics);
        _progress.Step++;
        _progress.EpochLoss += loss;
        _progress.EpochWeight += weight;
        if (weight > 0)
            _progress.LastTrainingLoss = loss / weight;
    }

    /// <summary>Computes the losses of a part of the validation rows with the present weights, without dropout and with running statistics.</summary>
    /// <param name="shard">The part, from 0.</param>
    /// <param name="sums">Receives <see cref="EvaluationLength"/> numbers: sum of weights, weighted sum of losses, rows.</param>
    /// <exception cref="ArgumentException">There is no such part, or there is room for another number of sums.</exception>
    /// <exception cref="InvalidDataException">A label is no class; names the row.</exception>
    public void EvaluateShard(int shard, Span<double> sums)
    {
        DemandLength(sums.Length, EvaluationLength, nameof(sums));
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, Shards);
        var (first, end) = (_validation.Count * shard / Shards, _validation.Count * (shard + 1) / Shards);
        sums.Clear();
        sums[2] = end - first;
        using var inference = torch.inference_mode();
        for (; first < end; first += BlockRows)
        {
            var rows = _rows.AsSpan(0, (int)Math.Min(BlockRows, end - first));
            for (var index = 0; index < rows.Length; index++)
                rows[index] = first + index;
            _validation.Gather(rows, _batch);
            using var scope = torch.NewDisposeScope();
            sums[0] += _batch.WeightSum;
            sums[1] += _loss.Of(_graph.Run(_binding.Bind(_batch))[_prediction.Name], _batch).Sum;
        }
    }

    /// <summary>Ends the present epoch: keeps its weights where they are the best so far, and decides whether the run goes on.</summary>
    /// <param name="sums">The sum over all parts of what <see cref="EvaluateShard"/> gives, added in the order of the parts.</param>
    /// <exception cref="ArgumentException">There are not <see cref="EvaluationLength"/> sums, or they are not of all validation rows.</exception>
    /// <exception cref="InvalidOperationException">The epoch has steps left, or the run has ended.</exception>
    /// <exception cref="TrainingDivergedException">The validation loss is not a finite number; nothing was changed.</exception>
    public EpochDecision EndEpoch(ReadOnlySpan<double> sums)
    {
        DemandLength(sums.Length, EvaluationLength, nameof(sums));
        if (HasEnded || !IsEpochComplete)
            throw new InvalidOperationException(HasEnded ? "The run has ended." : $"Epoch {Epoch} has {(Epoch + 1) * StepsPerEpoch - Step} steps left.");
        if (sums[2] != _validation.Count)
            throw new ArgumentException($"The sums are of {sums[2]} rows; there are {_validation.Count} for validation.", nameof(sums));

        double? loss = sums[0] > 0 ? sums[1] / sums[0] : null;
        if (loss is { } number && !double.IsFinite(number))
            throw new TrainingDivergedException(Step, $"the validation loss is {number}");

        var isBest = loss is null || _progress.BestLoss is null || loss < _progress.BestLoss;
        if (loss is not null && isBest)
        {
            _best ??= new float[_weights.GradientLength + _weights.StatisticsLength];
            _weights.Read(_best);
            _progress.BestLoss = loss;
        }

        var epoch = Epoch;
        double? trainingLoss = _progress.EpochWeight > 0 ? _progress.EpochLoss / _progress.EpochWeight : null;
        (_progress.EpochLoss, _progress.EpochWeight, _progress.ValidationLoss) = (0, 0, loss);
        _progress.EpochsSinceBest = isBest ? 0 : _progress.EpochsSinceBest + 1;
        _progress.EpochsEnded++;
        _progress.HasEnded = Epoch >= _recipe.Epochs || _progress.EpochsSinceBest >= _recipe.Patience;
        return new EpochDecision(epoch, trainingLoss, loss, isBest, !HasEnded);
    }

    /// <summary>The model with the best weights so far: of the epoch with the lowest validation loss, or the present ones where there is none.</summary>
    public ModelProto WriteBest()
    {
        if (_best is null)
            return Write();

        var present = new float[_best.Length];
        _weights.Read(present);
        try
        {
            _weights.Write(_best);
            return Write();
        }
        finally
        {
            _weights.Write(present);
        }
    }

    /// <summary>Writes all that the rest of the run depends on: weights, optimizer, step, best weights and patience.</summary>
    /// <param name="destination">Where to write; it stays open.</param>
    public void Save(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        _progress.Write(writer);
        var present = new float[_weights.GradientLength + _weights.StatisticsLength];
        _weights.Read(present);
        ReplicaNumbers.Write(writer, present);
        ReplicaNumbers.Write(writer, _best ?? []);
        writer.Write(_optimizer.Save());
        writer.Flush();
        ReplicaCheckpoint.Write(destination, _digest, content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>Takes over what a replica of the same recipe, model and rows has saved, and goes on to the same bits.</summary>
    /// <param name="source">What <see cref="Save"/> wrote; only that is read, and it stays open.</param>
    /// <exception cref="InvalidDataException">It is cut off, damaged, or of another recipe, model or rows; nothing was changed.</exception>
    public void Restore(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var numbers = _weights.GradientLength + _weights.StatisticsLength;
        var content = ReplicaCheckpoint.Read(source, _digest, sizeof(float) * 6L * numbers + 1_024L * (_graph.Parameters.Count + 1));
        using var reader = new BinaryReader(new MemoryStream(content, writable: false));
        var progress = ReplicaProgress.Read(reader);
        var (present, best) = (ReplicaNumbers.Read(reader), ReplicaNumbers.Read(reader));
        _optimizer.Restore(content[(int)reader.BaseStream.Position..]);
        _weights.Write(present);
        _best = best.Length > 0 ? best : null;
        _progress.Become(progress);
    }

    /// <summary>SHA-256 over the bytes that <see cref="Save"/> writes: equal for replicas that hold the same bits.</summary>
    public byte[] StateDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var bytes = new MemoryStream();
        Save(bytes);
        hash.AppendData(bytes.GetBuffer(), 0, (int)bytes.Length);
        return hash.GetHashAndReset();
    }

    /// <summary>Frees the model, the optimizer and all buffers; the rows stay open.</summary>
    public void Dispose()
    {
        // After a failed start some are missing.
        _batch?.Dispose();
        _optimizer?.Dispose();
        _graph.Dispose();
        _weights?.Dispose();
        _dropout?.Dispose();
    }

    private static byte[] DigestOf(TrainingRecipe recipe, ModelProto model, TrainingRows train, TrainingRows validation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(recipe.Digest());
        hash.AppendData(SHA256.HashData(model.ToByteArray()));
        hash.AppendData(train.Fingerprint.Span);
        hash.AppendData(validation.Fingerprint.Span);
        return hash.GetHashAndReset();
    }

    private static void DemandLength(int length, int needed, string name)
    {
        if (length != needed)
            throw new ArgumentException($"{needed} numbers are needed; there are {length}.", name);
    }

    private void DemandOpenStep()
    {
        if (HasEnded || IsEpochComplete)
            throw new InvalidOperationException(HasEnded ? "The run has ended." : $"All steps of epoch {Epoch} were made; end it first.");
    }

    private double RunBackward()
    {
        using var scope = torch.NewDisposeScope();
        var value = _graph.Run(_binding.Bind(_batch), training: true, _dropout)[_prediction.Name];
        var (sum, gradient) = _loss.Of(value, _batch);
        value.backward([gradient]);
        return sum;
    }

    // Says at once what would otherwise fail, or go unnoticed, at the first step.
    private void Probe()
    {
        var rows = _rows.AsSpan(0, (int)Math.Min(ProbedRows, _train.Count));
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        _train.Gather(rows, _batch);
        using var inference = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        if (_loss.FaultOf(_graph.Run(_binding.Bind(_batch))[_prediction.Name], rows.Length) is { } fault)
        {
            throw new OnnxTrainingException(
                [new OnnxTrainingProblem(null, null, null, $"output '{_prediction.Output}' cannot be the prediction of {_recipe.Task}: {fault}")]);
        }
    }

    private ModelProto Write()
    {
        var model = _graph.WriteBack();
        model.Graph.Output.Clear();
        model.Graph.Output.Add(_model.Graph.Output);
        return model;
    }
}
