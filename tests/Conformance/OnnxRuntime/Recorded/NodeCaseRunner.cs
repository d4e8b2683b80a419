using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace OrleansML.Conformance.OnnxRuntime.Recorded;

/// <summary>Runs one recorded case and says how it went.</summary>
internal static partial class NodeCaseRunner
{
    private const double RelativeTolerance = 1e-3;
    private const double AbsoluteTolerance = 1e-7;

    /// <summary>The outcome in one line: "agrees", "differs: ...", "refused: ..." (by ONNX Runtime) or "left out: ...".</summary>
    public static string Run(NodeCase nodeCase)
    {
        try
        {
            using var session = Engine.Load(nodeCase.Model);
            if (LeftOutBecause(session) is { } reason)
                return "left out: " + reason;
            foreach (var dataSet in nodeCase.DataSets)
            {
                if (Difference(session, dataSet) is { } difference)
                    return "differs: " + difference;
            }

            return "agrees";
        }
        catch (OnnxRuntimeException error)
        {
            return "refused: " + Summary(error);
        }
        catch (NotSupportedException error)
        {
            return "left out: " + error.Message;
        }
    }

    // Only the code and a stable part of the text: paths and line numbers of the native sources differ between versions.
    private static string Summary(OnnxRuntimeException error) => ErrorCode().Match(error.Message).Value;

    private static string? LeftOutBecause(InferenceSession session) =>
        session.InputMetadata.Values.Concat(session.OutputMetadata.Values).Any(node => !node.IsTensor)
            ? "a sequence, map or optional among inputs or outputs"
            : null;

    private static string? Difference(InferenceSession session, NodeCase.DataSet dataSet)
    {
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        var inputs = dataSet.Inputs.Select(message => RecordedTensor.Parse(message).ToValue()).ToArray();
        try
        {
            using var outputs = session.Run(options, session.InputNames.Take(inputs.Length).ToArray(), inputs, session.OutputNames);
            for (var index = 0; index < dataSet.Outputs.Count; index++)
            {
                if (Difference(RecordedTensor.Parse(dataSet.Outputs[index]), outputs[index]) is { } difference)
                    return $"{session.OutputNames[index]}: {difference}";
            }

            return null;
        }
        finally
        {
            foreach (var input in inputs)
                input.Dispose();
        }
    }

    private static string? Difference(RecordedTensor expected, OrtValue actual)
    {
        var info = actual.GetTensorTypeAndShape();
        if (info.ElementDataType != expected.ElementType)
            return $"type {info.ElementDataType} for {expected.ElementType}";
        if (!info.Shape.SequenceEqual(expected.Shape))
            return $"shape [{string.Join(',', info.Shape)}] for [{string.Join(',', expected.Shape)}]";
        if (info.ElementDataType == TensorElementType.String)
            return actual.GetStringTensorAsArray().SequenceEqual(expected.Strings) ? null : "other strings";

        var wanted = expected.ToNumbers();
        var numbers = RecordedTensor.ToNumbers(info.ElementDataType, actual.GetTensorDataAsSpan<byte>());
        for (var index = 0; index < wanted.Length; index++)
        {
            if (!IsClose(numbers[index], wanted[index]))
                return $"element {index} is {numbers[index]:R} for {wanted[index]:R}";
        }

        return null;
    }

    private static bool IsClose(double actual, double expected) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= AbsoluteTolerance + (RelativeTolerance * Math.Abs(expected));

    [GeneratedRegex(@"^\[ErrorCode:\w+\]")]
    private static partial Regex ErrorCode();
}
