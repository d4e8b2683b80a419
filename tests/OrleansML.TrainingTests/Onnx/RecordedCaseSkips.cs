namespace OrleansML.TrainingTests.Onnx;

/// <summary>Recorded cases that are not compared, and why.</summary>
internal static class RecordedCaseSkips
{
    /// <summary>Cases that cannot run on torch, with the end of what the check says of them.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["node/listed/Cast/test_cast_FLOAT8E4M3FNUZ_to_FLOAT"] = "torch has no element type FLOAT8E4M3FNUZ",
        ["node/listed/Cast/test_cast_FLOAT8E4M3FNUZ_to_FLOAT16"] = "torch has no element type FLOAT8E4M3FNUZ",
        ["node/listed/Cast/test_cast_FLOAT_to_FLOAT8E4M3FNUZ"] = "torch has no element type FLOAT8E4M3FNUZ",
        ["node/listed/Cast/test_cast_no_saturate_FLOAT_to_FLOAT8E4M3FNUZ"] = "torch has no element type FLOAT8E4M3FNUZ",
        ["node/listed/Cast/test_cast_no_saturate_FLOAT_to_FLOAT8E5M2"] = "torch has no element type FLOAT8E5M2",
        ["node/listed/Cast/test_cast_no_saturate_FLOAT_to_FLOAT8E5M2FNUZ"] = "torch has no element type FLOAT8E5M2FNUZ",
        ["node/listed/Cast/test_cast_FLOAT_to_FLOAT8E5M2FNUZ"] = "torch has no element type FLOAT8E5M2FNUZ",
        ["node/listed/Cast/test_cast_FLOAT16_to_FLOAT8E5M2"] = "torch has no element type FLOAT8E5M2",
        ["node/listed/Cast/test_cast_FLOAT8E5M2_to_FLOAT"] = "torch has no element type FLOAT8E5M2",
        ["node/listed/Cast/test_cast_FLOAT_to_FLOAT8E5M2"] = "torch has no element type FLOAT8E5M2",
        ["node/listed/Cast/test_cast_no_saturate_FLOAT16_to_FLOAT8E5M2"] = "torch has no element type FLOAT8E5M2",
        ["node/listed/Cast/test_cast_FLOAT8E4M3FN_to_FLOAT16"] = "torch has no element type FLOAT8E4M3FN",
        ["node/listed/Cast/test_cast_e8m0_FLOAT16_to_FLOAT8E8M0"] = "torch has no element type FLOAT8E8M0",
        ["node/listed/Cast/test_cast_e8m0_FLOAT8E8M0_to_FLOAT"] = "torch has no element type FLOAT8E8M0",
        ["node/listed/Cast/test_cast_e8m0_FLOAT_to_FLOAT8E8M0"] = "torch has no element type FLOAT8E8M0",
        ["node/listed/Cast/test_cast_FLOAT16_to_FLOAT4E2M1"] = "torch has no element type FLOAT4E2M1",
        ["node/listed/Cast/test_cast_FLOAT4E2M1_to_FLOAT"] = "torch has no element type FLOAT4E2M1",
        ["node/listed/Cast/test_cast_FLOAT4E2M1_to_FLOAT16"] = "torch has no element type FLOAT4E2M1",
        ["node/listed/Cast/test_cast_FLOAT16_to_INT2"] = "torch has no element type INT2",
        ["node/listed/Cast/test_cast_FLOAT_to_INT2"] = "torch has no element type INT2",
        ["node/listed/Cast/test_cast_INT2_to_FLOAT16"] = "torch has no element type INT2",
        ["node/listed/Cast/test_cast_INT2_to_INT8"] = "torch has no element type INT2",
        ["node/listed/Cast/test_cast_FLOAT16_to_UINT2"] = "torch has no element type UINT2",
        ["node/listed/Cast/test_cast_INT4_to_FLOAT"] = "torch has no element type INT4",
        ["node/listed/Cast/test_cast_FLOAT_to_UINT4"] = "torch has no element type UINT4",
        ["node/listed/Cast/test_cast_UINT4_to_FLOAT"] = "torch has no element type UINT4",
        ["node/listed/Cast/test_cast_UINT4_to_FLOAT16"] = "torch has no element type UINT4",
        ["node/listed/Cast/test_cast_UINT4_to_UINT8"] = "torch has no element type UINT4",
        ["node/listed/Add/test_add_uint16"] = "torch has no element type UINT16",
        ["node/listed/Div/test_div_uint16"] = "torch has no element type UINT16",
        ["node/listed/Mul/test_mul_uint16"] = "torch has no element type UINT16",
        ["node/listed/Div/test_div_uint32"] = "torch has no element type UINT32",
        ["node/listed/Pow/test_pow_types_float32_uint32"] = "torch has no element type UINT32",
        ["node/listed/Div/test_div_uint64"] = "torch has no element type UINT64",
        ["node/listed/Mul/test_mul_uint64"] = "torch has no element type UINT64",
        ["node/listed/Sub/test_sub_uint64"] = "torch has no element type UINT64",
        ["node-opset11/Cast/test_cast_FLOAT_to_STRING"] = "torch has no element type STRING",
        ["node-opset11/Cast/test_cast_STRING_to_FLOAT"] = "torch has no element type STRING",
        ["node/listed/Identity/test_identity_sequence"] = "is a sequence; only tensors are supported",
    };

    /// <summary>Cases that were recorded with numbers of another random generator.</summary>
    public static IReadOnlyList<string> Random { get; } =
    [
        "node/listed/Dropout/test_training_dropout_default",
        "node/listed/Dropout/test_training_dropout_mask",
    ];
}
