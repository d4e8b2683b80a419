using System.Globalization;
using Google.Protobuf;

namespace OrleansML.Learning.Onnx;

/// <summary>
/// Reads ONNX model files and refuses, with a reason, what no runtime could load. It checks the container (size, protobuf,
/// graph, operator versions, where tensors lie); whether each operator is used correctly is for the runtime to say.
/// </summary>
public static class OnnxModelReader
{
    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file to read.</param>
    /// <param name="limits">Bounds to keep; <see cref="OnnxReadLimits.Default"/> where null.</param>
    /// <returns>The model, unknown fields included, so that writing it again loses nothing.</returns>
    /// <exception cref="OnnxFormatException">The file is not an acceptable ONNX model.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not read the file.</exception>
    public static ModelProto ReadFile(string path, OnnxReadLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits ??= OnnxReadLimits.Default;
        CheckSize(new FileInfo(path).Length, path, limits);
        return Read(File.ReadAllBytes(path), path, limits);
    }

    /// <summary>Reads a model from memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">How to name the model in errors: a path or the name of an upload.</param>
    /// <param name="limits">Bounds to keep; <see cref="OnnxReadLimits.Default"/> where null.</param>
    /// <returns>The model, unknown fields included, so that writing it again loses nothing.</returns>
    /// <exception cref="OnnxFormatException">The bytes are not an acceptable ONNX model.</exception>
    public static ModelProto Read(ReadOnlySpan<byte> bytes, string source, OnnxReadLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        limits ??= OnnxReadLimits.Default;
        CheckSize(bytes.Length, source, limits);
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw OnnxFileProbe.Explain(bytes, source, exception);
        }

        if (model.Graph is null)
            throw OnnxFileProbe.ExplainMissingGraph(bytes, source, model);

        CheckModel(model, source, limits);
        return model;
    }

    private static void CheckSize(long length, string source, OnnxReadLimits limits)
    {
        if (length == 0)
        {
            throw new OnnxFormatException(
                OnnxFormatError.Empty, source, "is empty: an ONNX model has at least a graph and an operator version.");
        }

        if (length > limits.MaximumBytes)
        {
            throw new OnnxFormatException(OnnxFormatError.TooLarge, source, string.Create(CultureInfo.InvariantCulture,
                $"has {length:N0} bytes; at most {limits.MaximumBytes:N0} are accepted. Raise the limit or push a smaller model."));
        }
    }

    private static void CheckModel(ModelProto model, string source, OnnxReadLimits limits)
    {
        if (model.Graph.Output.Count == 0)
        {
            throw new OnnxFormatException(
                OnnxFormatError.MissingGraph, source, $"has a graph '{model.Graph.Name}' without outputs. Export the model again.");
        }

        CheckOpsets(model, source, limits);
        if (OnnxGraphWalker.Tensors(model).FirstOrDefault(IsExternal) is { } external)
        {
            throw new OnnxFormatException(OnnxFormatError.ExternalData, source,
                $"keeps the tensor '{external.Name}' in another file; a model must be one file. Save it with all tensors inside.");
        }
    }

    private static void CheckOpsets(ModelProto model, string source, OnnxReadLimits limits)
    {
        if (model.OpsetImport.Count == 0)
        {
            throw new OnnxFormatException(OnnxFormatError.MissingOpsetImport, source,
                $"has no opset_import (IR version {model.IrVersion}): nothing says which operator versions it needs. "
                + "Export it again with a tool that writes opset_import.");
        }

        foreach (var opset in model.OpsetImport)
        {
            var isDefault = opset.Domain is "" or OnnxGraphBuilder.DefaultDomain;
            var maximum = isDefault ? limits.MaximumOpsetVersion : long.MaxValue;
            if (opset.Version >= 1 && opset.Version <= maximum)
                continue;

            var range = maximum == long.MaxValue ? "at least 1" : $"1 to {maximum}";
            var domain = isDefault ? OnnxGraphBuilder.DefaultDomain : opset.Domain;
            throw new OnnxFormatException(OnnxFormatError.UnsupportedOpset, source,
                $"needs version {opset.Version} of the operators '{domain}'; accepted: {range}. Export the model for an accepted version.");
        }
    }

    private static bool IsExternal(TensorProto tensor) =>
        tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0;
}
