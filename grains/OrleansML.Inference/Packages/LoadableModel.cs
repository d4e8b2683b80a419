using OrleansML.Inference.Onnx;
using OrleansML.Learning.Onnx;
using OrleansML.Learning.Onnx.Repair;

namespace OrleansML.Inference.Packages;

/// <summary>
/// A pushed model in the form that ONNX Runtime loads: as it came, else repaired once. A model that no repair helps is refused with the reason
/// that ONNX Runtime gave for the pushed one, or with a plainer one where the file is not a usable ONNX file at all.
/// </summary>
internal sealed class LoadableModel : IDisposable
{
    private LoadableModel(OnnxModelSession session, byte[] model, string[] repairs)
    {
        Session = session;
        Model = model;
        Repairs = repairs;
    }

    public OnnxModelSession Session { get; }

    public byte[] Model { get; }

    public string[] Repairs { get; }

    /// <summary>Loads a model, repaired where it must be.</summary>
    /// <param name="id">Name and version, for messages.</param>
    /// <param name="model">Bytes of the pushed file.</param>
    /// <param name="threadsPerRun">Threads that share one computation.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public static LoadableModel Load(ModelId id, byte[] model, int threadsPerRun)
    {
        try
        {
            return new LoadableModel(OnnxModelSession.Load(model, threadsPerRun), model, []);
        }
        catch (OrleansMLException refusal) when (refusal.Code == ErrorCode.InvalidModel)
        {
            return LoadRepaired(id, model, threadsPerRun, refusal);
        }
    }

    public void Dispose() => Session.Dispose();

    private static LoadableModel LoadRepaired(ModelId id, byte[] model, int threadsPerRun, OrleansMLException refusal)
    {
        var result = Repair(id, model, refusal);
        if (result.Repairs.Count == 0)
            throw refusal;

        try
        {
            return new LoadableModel(OnnxModelSession.Load(result.Model, threadsPerRun), result.Model, [.. result.Repairs]);
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidModel)
        {
            throw refusal;
        }
    }

    private static OnnxRepairResult Repair(ModelId id, byte[] model, OrleansMLException refusal)
    {
        try
        {
            return OnnxRepair.Repair(model, id.Model);
        }
        catch (OnnxFormatException exception) when (exception.Error == OnnxFormatError.TooLarge)
        {
            throw refusal;
        }
        catch (OnnxFormatException exception)
        {
            throw new OrleansMLException(ErrorCode.InvalidModel, $"The model cannot be registered: {exception.Message}");
        }
    }
}
